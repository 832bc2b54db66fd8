"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class HelpdeskConfig(AppConfig):
    """Conversations with their promised answers, and complaints up to a solution."""

    name = "setia.helpdesk"
    label = "helpdesk"
    default_auto_field = "django.db.models.BigAutoField"
