"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """What the programs give."""

    name = "setia.awards"
    label = "awards"
    default_auto_field = "django.db.models.BigAutoField"
