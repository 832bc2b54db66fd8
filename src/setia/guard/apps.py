"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class GuardConfig(AppConfig):
    """What programs would cost and leave."""

    name = "setia.guard"
    label = "guard"
    default_auto_field = "django.db.models.BigAutoField"
