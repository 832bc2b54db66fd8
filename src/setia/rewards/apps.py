"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class RewardsConfig(AppConfig):
    """Rewards that partners choose, their stock and their handing over."""

    name = "setia.rewards"
    label = "rewards"
    default_auto_field = "django.db.models.BigAutoField"
