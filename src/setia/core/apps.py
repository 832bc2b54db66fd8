"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Log-ins, permissions, trail."""

    name = "setia.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
