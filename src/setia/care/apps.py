"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Whom to care for today, what came of it, quotas, and the proof that it helps."""

    name = "setia.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"
