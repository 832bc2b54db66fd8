"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    """Questions about awards, and their answers."""

    name = "setia.disputes"
    label = "disputes"
    default_auto_field = "django.db.models.BigAutoField"
