"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    """The calendar of the week, lessons, attendance, and weekly targets."""

    name = "setia.coaching"
    label = "coaching"
    default_auto_field = "django.db.models.BigAutoField"
