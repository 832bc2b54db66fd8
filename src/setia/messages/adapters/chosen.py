"""Which adapter a channel has, by what the business has set up."""

from __future__ import annotations

from django.conf import settings

from setia.messages.adapters.protocol import Adapter
from setia.messages.adapters.smtp_mail import SmtpMail
from setia.messages.adapters.telegram_bot import TelegramBot
from setia.messages.adapters.whatsapp_cloud import WhatsAppCloud
from setia.messages.channels import is_set_up, setup_of
from setia.messages.models import Channel


def adapter_of(channel: str) -> Adapter | None:
    """Return how messages of a channel are handed over; None where it is not set up."""
    setup = setup_of(channel)
    if setup is None or not is_set_up(channel):
        return None
    values, secrets = setup.values, setup.secrets
    if channel == Channel.WHATSAPP:
        number, token = values["phone_number_id"], secrets["access_token"]
        return WhatsAppCloud(settings.WHATSAPP_API, number, token)
    if channel == Channel.TELEGRAM:
        return TelegramBot(settings.TELEGRAM_API, secrets["bot_token"])
    return SmtpMail(values["sender"], values["name"])
