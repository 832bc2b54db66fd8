"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Templates, what was written to whom over which channel, and what came back."""

    name = "setia.messages"
    # Django's own notices on pages are called "messages" already.
    label = "setia_messages"
    default_auto_field = "django.db.models.BigAutoField"
