"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """How often whom to visit, routes of a day, and what was seen there."""

    name = "setia.visits"
    label = "visits"
    default_auto_field = "django.db.models.BigAutoField"
