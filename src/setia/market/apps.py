"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class MarketConfig(AppConfig):
    """Prices and stock that were seen, and the conflicts that they show."""

    name = "setia.market"
    label = "market"
    default_auto_field = "django.db.models.BigAutoField"
