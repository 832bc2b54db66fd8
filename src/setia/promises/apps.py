"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """What was promised to whom until when, deliveries among it, kept or broken."""

    name = "setia.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"
