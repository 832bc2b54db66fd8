"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Products and their prices."""

    name = "setia.catalog"
    label = "catalog"
    default_auto_field = "django.db.models.BigAutoField"
