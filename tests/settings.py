"""Django's settings for tests: the application's own, over a home of their own."""

from __future__ import annotations

import os
import tempfile

os.environ["SETIA_HOME"] = tempfile.mkdtemp(prefix="setia-test-home-")

from setia.config.catalogues import compile_catalogues
from setia.config.settings import *  # noqa: F403 - all of them, then the differences
from setia.config.settings import LOCALE_PATHS, STATIC_ROOT

compile_catalogues(LOCALE_PATHS[0])
STATIC_ROOT.mkdir(exist_ok=True)
# Slow hashes protect real passwords; those of tests are in the tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Without hashed names there is nothing to collect before a page is rendered.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
