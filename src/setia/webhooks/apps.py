"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """What happened, told to other programs."""

    name = "setia.webhooks"
    label = "webhooks"
    default_auto_field = "django.db.models.BigAutoField"
