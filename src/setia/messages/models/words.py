"""The few words that messages are sorted by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Over which way something is written."""

    WHATSAPP = "whatsapp", _("WhatsApp")
    TELEGRAM = "telegram", _("Telegram")
    EMAIL = "email", _("E-mail")
    BY_HAND = "by_hand", _("WhatsApp, opened by yourself")


class Purpose(models.TextChoices):
    """What something is written for; consent and limits depend on it."""

    SERVICE = "service", _("Service")
    CARE = "care", _("Care")
    MARKETING = "marketing", _("Marketing")
