"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Ranks of key accounts, how they cooperate, and how much hangs on each."""

    name = "setia.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
