"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Few questions, signed links, answers as codes that can be counted."""

    name = "setia.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
