"""The Django application of this room: it carries the commands that need Django."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """How the application is put together."""

    name = "setia.config"
    label = "config"
