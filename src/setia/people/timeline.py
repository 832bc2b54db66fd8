"""What happened with a party, as far as this room knows, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.timezone import get_default_timezone

from setia.people.models import Consent, Merge, Note, PartyAttribute
from setia.people.models.history import SINCE_EVER, Attribute


@dataclass(frozen=True)
class Moment:
    """One thing on the time line: its kind, when, what, and by whom or where."""

    kind: str
    at: datetime
    text: str
    by: str = ""
    link: str = ""


def moments_of(parties: Collection[int], most: int) -> list[Moment]:
    """Return what happened with a party and those merged into it."""
    found = [
        *_notes(parties, most),
        *_attributes(parties),
        *_consents(parties, most),
        *_merges(parties),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:most]


def _notes(parties: Collection[int], most: int) -> Iterator[Moment]:
    for note in Note.objects.filter(party__in=parties).order_by("-at", "-pk")[:most]:
        yield Moment("note", note.at, note.text, note.by)


def _attributes(parties: Collection[int]) -> Iterator[Moment]:
    rows = PartyAttribute.objects.filter(party__in=parties).exclude(from_date=SINCE_EVER)
    for row in rows:
        begins = datetime.combine(row.from_date, time.min, get_default_timezone())
        label = Attribute(row.attribute).label
        yield Moment("attribute", begins, f"{label}: {row.value or '–'}", row.recorded_by)


def _consents(parties: Collection[int], most: int) -> Iterator[Moment]:
    for one in Consent.objects.filter(party__in=parties).order_by("-at", "-pk")[:most]:
        text = f"{one.get_channel_display()}: {one.get_act_display()}"
        yield Moment("consent", one.at, text, one.source)


def _merges(parties: Collection[int]) -> Iterator[Moment]:
    rows = Merge.objects.filter(kept__in=parties).select_related("gone")
    for merge in rows:
        yield Moment("merge", merge.at, f"{merge.gone.name} ({merge.gone.code})", merge.by)
