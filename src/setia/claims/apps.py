"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """What suppliers owe for the rewards that they fund."""

    name = "setia.claims"
    label = "claims"
    default_auto_field = "django.db.models.BigAutoField"
