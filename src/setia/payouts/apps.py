"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    """Money, points and goods on their way to those who earned them."""

    name = "setia.payouts"
    label = "payouts"
    default_auto_field = "django.db.models.BigAutoField"
