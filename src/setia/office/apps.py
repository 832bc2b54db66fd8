"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The pages of those who work for the business."""

    name = "setia.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"
