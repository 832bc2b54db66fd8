"""Say that one sent a message by one's own hand."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.messages.cancel_message import PENDING
from setia.messages.events import HAND_SENT
from setia.messages.models import Channel, HandSending, Message


def confirm_hand_sending(message: Message, by: Actor) -> HandSending:
    """Record who says that it went, and when; nobody else can know.

    Raises:
        NotPermitted: The actor may not write to people.
        NotFound: It is not theirs to see.
        Refused: It is not one that a person sends.
        Conflict: It went, or was taken back, already.
    """
    by.must("message.send")
    if not Message.objects.visible_to(by).filter(pk=message.pk).exists():
        raise NotFound("message", str(message.pk))
    if message.channel != Channel.BY_HAND:
        raise Refused([Problem("message.not_by_hand")])
    try:
        with transaction.atomic():
            if not Message.objects.filter(PENDING, pk=message.pk).exists():
                raise Conflict("message.over")
            sent = HandSending.objects.create(message=message, at=now(), by=by.name)
            told = {"party": message.to.name}
            record_event(HAND_SENT, by, ("message", message.pk), told)
    except IntegrityError as error:
        raise Conflict("message.over") from error
    return sent
