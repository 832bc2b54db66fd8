"""Take in what the messaging channels brought, from where the last look ended."""

from __future__ import annotations

from contextlib import suppress

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from setia.core.actor import Actor
from setia.core.errors import Conflict, Refused
from setia.core.plain_text import plain_text
from setia.helpdesk.models import Cursor, Entry
from setia.helpdesk.take_message import LONGEST, Incoming, take_message
from setia.messages.models import Inbound

NAME = "inbound"
AT_ONCE = 200
OVERLAP = 100
"""Rows that are looked at again: who writes at the same moment may be seen a little later."""


def read_inbound(by: Actor) -> int:
    """Take in what is new; return how many were.

    Any number may read at once: each message is written down once, into the one open
    conversation of its person and channel. A word that asks for silence is no question.
    """
    cursor, _ = Cursor.objects.get_or_create(name=NAME)
    rows = list(_new(cursor.position))
    for row in rows:
        # One that cannot be kept holds back none of the others; the next look tries again.
        with suppress(Refused, Conflict):
            take_message(_incoming(row), by)
    if rows:
        # Never backwards, where another reader has come further meanwhile.
        last = rows[-1].pk
        Cursor.objects.filter(name=NAME, position__lt=last).update(position=last)
    return len(rows)


def _new(position: int) -> QuerySet[Inbound]:
    source = Concat(Value("inbound "), Cast(OuterRef("pk"), CharField()))
    rows = Inbound.objects.filter(pk__gt=position - OVERLAP, stop=None)
    rows = rows.exclude(Exists(Entry.objects.filter(source=source)))
    return rows.select_related("party").order_by("pk")[:AT_ONCE]


def _incoming(row: Inbound) -> Incoming:
    text = plain_text(row.text).strip() or f"[{plain_text(row.kind)}]"
    return Incoming(
        row.channel,
        text[:LONGEST],
        row.at,
        f"inbound {row.pk}",
        row.party,
        row.from_normal or row.address,
        plain_text(row.from_name),
    )
