"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The programming interface under /api/v1/."""

    name = "setia.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
