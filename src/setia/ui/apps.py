"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components of pages; reads no domain."""

    name = "setia.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
