"""Take in complaints that people told in person, from where the last look ended."""

from __future__ import annotations

from contextlib import suppress

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import translation
from django.utils.translation import gettext as _

from setia.care.models import Touch, TouchKind
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.core.models import Business
from setia.core.plain_text import plain_text
from setia.helpdesk.models import Channel, Cursor, Entry, Topic
from setia.helpdesk.read_inbound import AT_ONCE, FRESH, OVERLAP
from setia.helpdesk.take_message import Incoming, take_message

NAME = "complaints"


def read_complaints(by: Actor) -> int:
    """Let each complaint that care noted become a conversation; return how many were new.

    Any number may read at once: each complaint is written down once.
    """
    cursor, _made = Cursor.objects.get_or_create(name=NAME)
    rows = list(_new(cursor.position))
    for row in rows:
        # One that cannot be kept holds back none of the others; the next look tries again.
        with suppress(Refused, Conflict):
            take_message(_incoming(row), by)
    if rows:
        last = rows[-1].pk
        Cursor.objects.filter(name=NAME, position__lt=last).update(position=last)
    return len(rows)


def _new(position: int) -> QuerySet[Touch]:
    source = Concat(Value("touch "), Cast(OuterRef("pk"), CharField()))
    rows = Touch.objects.complaints_after(position - OVERLAP)
    rows = rows.filter(recorded_at__gt=now() - FRESH, at__gt=now() - FRESH)
    rows = rows.exclude(Exists(Entry.objects.filter(source=source)))
    return rows.select_related("party")[:AT_ONCE]


def _incoming(row: Touch) -> Incoming:
    text = plain_text(row.note).strip() or _unsaid(row)
    return Incoming(
        Channel.TALK,
        text,
        row.at,
        f"touch {row.pk}",
        row.party,
        topic=Topic.COMPLAINT,
        told=_is_told(row),
    )


def _is_told(row: Touch) -> bool:
    """Tell whether it came from the page of a visit, which tells of large accounts itself."""
    return row.kind == TouchKind.VISIT and row.key.startswith("visit ")


def _unsaid(row: Touch) -> str:
    """Return what stands there where nobody wrote down what the complaint is."""
    business = Business.objects.filter(pk=1).first()
    with translation.override(business.language if business else "id"):
        return _("A complaint without words; ask %(who)s.") % {"who": row.by}
