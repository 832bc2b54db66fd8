"""Keep what a provider tells of a message: sent, delivered, read, failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from setia.core.actor import system
from setia.core.clock import now
from setia.core.plain_text import plain_text
from setia.messages.cancel_message import give_back
from setia.messages.models import Attempt, DeliveryState, Message, MessageState, Waiting

TOLD = frozenset(
    {MessageState.SENT, MessageState.DELIVERED, MessageState.READ, MessageState.FAILED}
)


@dataclass(frozen=True)
class StateTold:
    """A state as a provider tells it, of a message by its own id or by our key."""

    channel: str
    provider_id: str
    key: str
    state: str
    at: datetime
    code: str = ""
    error: str = ""


def receive_state(told: StateTold) -> DeliveryState | None:
    """Keep a state once; None where it is known, or of no message of ours.

    A state also answers for a try whose answer was lost: the message went, and is not tried
    again. What a message cost that failed is there again.
    """
    message = _message(told)
    if message is None or told.state not in TOLD:
        return None
    try:
        with transaction.atomic():
            Waiting.objects.filter(pk=message.pk).delete()
            kept = DeliveryState.objects.create(
                message=message,
                state=told.state,
                at=told.at,
                received_at=now(),
                code=plain_text(told.code)[:40],
                error=plain_text(told.error)[:300],
            )
            if told.state == MessageState.FAILED:
                give_back(message, "tidak terkirim / not sent", system())
    except IntegrityError:
        return None
    return kept


def _message(told: StateTold) -> Message | None:
    rows = Message.objects.filter(channel=told.channel)
    if told.key and (found := rows.filter(key=told.key).first()):
        return found
    tries = Attempt.objects.filter(
        provider_id=told.provider_id, message__channel=told.channel
    )
    attempt = tries.exclude(provider_id="").select_related("message").first()
    return attempt.message if attempt else None
