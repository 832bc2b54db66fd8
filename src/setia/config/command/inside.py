"""Step inside an installation: its home, its settings, its database brought up to date."""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from setia.config.catalogues import compile_catalogues
from setia.config.home import DEFAULT, VARIABLE


def step_inside(home: Path | None) -> None:
    """Set Django up for an installation; without a home for the one of the environment."""
    if home is not None:
        os.environ[VARIABLE] = str(home)
    os.environ.setdefault(VARIABLE, str(DEFAULT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "setia.config.settings")
    django.setup()


def make_ready() -> None:
    """Bring tables, translations and static files up to date; quick where they are."""
    compile_catalogues(settings.LOCALE_PATHS[0])
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
