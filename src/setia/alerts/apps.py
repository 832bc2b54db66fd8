"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """What somebody must look at: raised once for the same thing, owned, ended, muted with a reason."""

    name = "setia.alerts"
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"
