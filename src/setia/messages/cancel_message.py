"""Take back a message that has not gone yet."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q

from setia.budgets.models import Charge
from setia.budgets.reverse_charge import reverse_charge
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound
from setia.core.record_event import record_event
from setia.messages.events import MESSAGE_CANCELLED
from setia.messages.models import Cancellation, Channel, Message, Waiting

BY_PERSON, STOPPED, NO_CONSENT = "by_person", "stopped", "no_consent"
PENDING = Q(waiting__isnull=False) | Q(
    channel=Channel.BY_HAND, hand_sending=None, cancellation=None, failure=None
)
"""Messages that have not gone: in the outbox, or waiting for somebody's own hand."""


def cancel_message(message: Message, reason: str, by: Actor) -> Cancellation:
    """Take a message out of the outbox; what it would have cost is there again.

    Raises:
        NotPermitted: The actor may not write to people.
        NotFound: It is not theirs to see.
        Conflict: It went, or was taken back, already.
    """
    by.must("message.send")
    if not Message.objects.visible_to(by).filter(pk=message.pk).exists():
        raise NotFound("message", str(message.pk))
    try:
        with transaction.atomic():
            Waiting.objects.select_for_update().filter(message=message).first()
            if not Message.objects.filter(PENDING, pk=message.pk).exists():
                raise Conflict("message.over")
            return cancelled(message, reason, by)
    except IntegrityError as error:
        raise Conflict("message.over") from error


def cancelled(message: Message, reason: str, by: Actor) -> Cancellation:
    """Record that a message does not go, inside the transaction of whoever decided it."""
    Waiting.objects.filter(message=message).delete()
    record = Cancellation.objects.create(
        message=message, at=now(), by=by.name, reason=reason
    )
    give_back(message, "dibatalkan / cancelled", by)
    told = {"party": message.to.name, "channel": str(message.channel)}
    about = ("message", message.pk)
    record_event(MESSAGE_CANCELLED, by, about, told, after={"reason": reason})
    return record


def give_back(message: Message, why: str, by: Actor) -> None:
    """Take back what a message cost that did not arrive, once."""
    charge = Charge.objects.filter(message=message, reversal=None).first()
    if charge is not None:
        reverse_charge(charge, why, by)
