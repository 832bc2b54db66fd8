"""Give a message up that cannot be sent."""

from __future__ import annotations

from datetime import datetime

from setia.core.actor import system
from setia.core.record_event import record_event
from setia.messages.cancel_message import give_back
from setia.messages.events import MESSAGE_FAILED
from setia.messages.models import Failure, Message, Waiting


def give_up(message: Message, code: str, error: str, at: datetime) -> None:
    """Record that a message did not go; what it cost is there again."""
    Waiting.objects.filter(pk=message.pk).delete()
    Failure.objects.create(message=message, at=at, code=code[:40], error=error[:300])
    give_back(message, "tidak terkirim / not sent", system())
    told = {"party": message.to.name, "channel": str(message.channel), "code": code}
    record_event(MESSAGE_FAILED, system(), ("message", message.pk), told)
