"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Gatherings with customers and their families: who was asked, who came, what it cost."""

    name = "setia.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
