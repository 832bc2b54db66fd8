"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """What partners need for their own pages."""

    name = "setia.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"
