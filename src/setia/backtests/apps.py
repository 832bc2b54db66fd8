"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class BacktestsConfig(AppConfig):
    """Hold-outs that were drawn, and what past programs did."""

    name = "setia.backtests"
    label = "backtests"
    default_auto_field = "django.db.models.BigAutoField"
