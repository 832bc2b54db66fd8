"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """Money set aside for care, and every charge on it."""

    name = "setia.budgets"
    label = "budgets"
    default_auto_field = "django.db.models.BigAutoField"
