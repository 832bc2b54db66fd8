"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """Periods, and the awards that were booked in them."""

    name = "setia.closing"
    label = "closing"
    default_auto_field = "django.db.models.BigAutoField"
