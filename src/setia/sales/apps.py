"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Sale lines, their corrections, payments, and the facts for the engine."""

    name = "setia.sales"
    label = "sales"
    default_auto_field = "django.db.models.BigAutoField"
