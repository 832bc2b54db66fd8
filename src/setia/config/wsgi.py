"""What gunicorn serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from setia.config.one_at_a_time import one_at_a_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "setia.config.settings")
PATIENCE = 120.0
"""Seconds after which nobody waits any longer for a request in the same process."""

application = one_at_a_time(get_wsgi_application(), PATIENCE)
# Read before the workers are forked, so that they share it and none answers late.
_ = get_resolver().url_patterns
