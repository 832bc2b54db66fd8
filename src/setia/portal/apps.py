"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The pages of partners, by link."""

    name = "setia.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
