"""What was written with somebody, both ways, the newest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from setia.messages.models import Inbound, Message


@dataclass(frozen=True)
class Letter:
    """One message of a correspondence: ours with its record, or theirs."""

    at: datetime
    text: str
    channel: str
    ours: Message | None = None
    theirs: Inbound | None = None


def correspondence(keys: Collection[int], most: int) -> list[Letter]:
    """Return the last messages with somebody, by their id and those of merged records."""
    sent = Message.objects.filter(to__in=keys).with_records().order_by("-queued_at", "-pk")
    came = Inbound.objects.filter(party__in=keys).select_related("stop")
    letters = [
        Letter(one.queued_at, one.text, one.get_channel_display(), ours=one)
        for one in sent[:most]
    ]
    letters += [
        Letter(one.at, one.text, one.get_channel_display(), theirs=one)
        for one in came.order_by("-at", "-pk")[:most]
    ]
    return sorted(letters, key=lambda one: one.at, reverse=True)[:most]
