"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """What is owed to whom."""

    name = "setia.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
