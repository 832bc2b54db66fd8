"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People the business knows."""

    name = "setia.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
