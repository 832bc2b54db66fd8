"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """What a payee is told for a month."""

    name = "setia.statements"
    label = "statements"
    default_auto_field = "django.db.models.BigAutoField"
