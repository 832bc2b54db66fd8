"""What gunicorn serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "setia.config.settings")
application = get_wsgi_application()
# Read before the workers are forked, so that they share it and none answers late.
_ = get_resolver().url_patterns
