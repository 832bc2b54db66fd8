"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Promises, as plan documents."""

    name = "setia.programs"
    label = "programs"
    default_auto_field = "django.db.models.BigAutoField"
