"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Files that bring people, products and sales in."""

    name = "setia.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
