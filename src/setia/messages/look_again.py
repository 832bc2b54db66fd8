"""Look again, just before a message goes, whether it still may."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from setia.core.actor import system
from setia.messages.adapters.protocol import Envelope
from setia.messages.cancel_message import NO_CONSENT, cancelled
from setia.messages.give_up import give_up
from setia.messages.may_write import NEEDS_TEMPLATE
from setia.messages.models import Channel, Message, Purpose, Waiting
from setia.messages.quiet_hours import end_of_quiet, zones_of
from setia.messages.reached import Reached, reached
from setia.messages.rules import message_rules


def look_again(message: Message, at: datetime) -> Envelope | None:
    """Return what is sent; None where it was taken back, given up, or put off instead.

    A consent may have been taken back since the message was written, and a second try, or
    another zone of the person's territory, may bring it into the quiet hours.
    """
    known = reached([message.to], message.channel, at)[message.to_id]
    if _is_unwanted(message, known):
        with transaction.atomic():
            cancelled(message, NO_CONSENT, system())
        return None
    zone = zones_of([message.to])[message.to_id]
    over = end_of_quiet(at, message_rules(), zone)
    if over is not None and not message.is_answer:
        rows = Waiting.objects.filter(pk=message.pk)
        rows.update(due_at=over, taken_by="", taken_until=None)
        return None
    return _envelope(message, known, at)


def _is_unwanted(message: Message, known: Reached) -> bool:
    if message.purpose == Purpose.SERVICE:
        return known.has_refused and not message.is_answer
    return not known.has_consented


def _envelope(message: Message, known: Reached, at: datetime) -> Envelope | None:
    """Choose words of our own, or on WhatsApp after a day of silence the approved ones."""
    name = ""
    if message.channel == Channel.WHATSAPP and not known.is_in_conversation(at):
        name = message.template.whatsapp_name if message.template else ""
        if not name:
            with transaction.atomic():
                give_up(message, NEEDS_TEMPLATE, "", at)
            return None
    return Envelope(
        message.key,
        message.address,
        message.text,
        message.subject,
        message.language,
        name,
        tuple(message.parameters),
    )
