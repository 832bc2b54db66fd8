"""Try a channel: send oneself a message, and tell Telegram where to reach us."""

from __future__ import annotations

from django.conf import settings

from setia.core.actor import Actor
from setia.core.errors import Problem, Refused
from setia.messages.adapters.chosen import adapter_of
from setia.messages.adapters.post_json import CutOff, NotSent
from setia.messages.adapters.protocol import Envelope, Outcome, Result
from setia.messages.adapters.telegram_bot import TelegramBot
from setia.messages.channels import is_set_up
from setia.messages.models import Channel
from setia.messages.set_up_channel import secret_of
from setia.people.drafts import ContactDraft

TRIAL = ("hello_world", "en_US")
"""The template that every new number of WhatsApp has, and its language."""


def try_channel(channel: str, address: str, by: Actor) -> Outcome:
    """Send a trial to an address of one's own, now and once; return what came of it.

    WhatsApp takes its sample template from everybody; Telegram needs the number of a chat.

    Raises:
        NotPermitted: The actor may not set up channels.
        Refused: The channel is not set up, this is no address, or it was not taken.
    """
    by.must("channel.manage")
    adapter = adapter_of(channel) if is_set_up(channel) else None
    if adapter is None:
        raise Refused([Problem("message.channel_not_set_up", "address")])
    normal = ContactDraft(channel, address).normal() if "\0" not in address else None
    numbered = normal and normal.removeprefix("-").isdecimal()
    if not normal or (channel == Channel.TELEGRAM and not numbered):
        raise Refused([Problem("channel.value_wrong", "address")])
    outcome = adapter.send(_trial(channel, normal, by))
    if outcome.result != Result.TAKEN:
        raise Refused([_refused(channel, f"{outcome.code} {outcome.error}".strip())])
    return outcome


def connect_telegram(address: str, by: Actor) -> None:
    """Tell Telegram to which address of ours it gives what people write.

    Raises:
        NotPermitted: The actor may not set up channels.
        Refused: It is not set up, the address has no HTTPS, or Telegram says no.
    """
    by.must("channel.manage")
    if not is_set_up(Channel.TELEGRAM):
        raise Refused([Problem("message.channel_not_set_up")])
    if not address.startswith("https://") and settings.TELEGRAM_API.startswith("https://"):
        raise Refused([Problem("channel.address_not_https")])
    bot = TelegramBot(settings.TELEGRAM_API, secret_of(Channel.TELEGRAM, "bot_token"))
    body = {
        "url": address,
        "secret_token": secret_of(Channel.TELEGRAM, "secret_token"),
        "allowed_updates": ["message"],
    }
    try:
        answer = bot.call("setWebhook", body)
    except (NotSent, CutOff) as error:
        raise Refused([_refused(Channel.TELEGRAM, str(error))]) from error
    if answer.told.get("ok") is not True:
        why = str(answer.told.get("description") or answer.status)
        raise Refused([_refused(Channel.TELEGRAM, why[:300])])


def _trial(channel: str, normal: str, by: Actor) -> Envelope:
    text = f"Setia: pesan percobaan dari {by.name} / a trial message from {by.name}."
    if channel == Channel.WHATSAPP:
        name, language = TRIAL
        return Envelope("trial", normal, text, "", language, name)
    return Envelope("trial", normal, text, "Setia")


def _refused(channel: str, error: str) -> Problem:
    told = {"channel": Channel(channel).label, "error": error}
    return Problem("channel.refused", "address", told)
