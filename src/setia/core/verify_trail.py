"""Check the whole trail: is every entry there, unchanged and in its place?"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from django.forms.models import model_to_dict

from setia.core.models import TrailEntry, TrailHead
from setia.core.seal import FIRST, SEALED, seal_of


@dataclass(frozen=True)
class Flaw:
    """One place where the trail does not hold: ``missing``, ``changed``, ``moved``, ``cut``."""

    code: str
    number: int


@dataclass(frozen=True)
class Verdict:
    """How many entries there are, the last seal, and what is wrong."""

    count: int
    seal: str
    flaws: tuple[Flaw, ...]


def verify_trail(expected_seal: str | None = None) -> Verdict:
    """Recompute every seal from the first entry on.

    ``expected_seal`` is a seal that was written down elsewhere; it must be in the trail.
    Entries that were cut off at the end show because the head remembers their number; with
    an expected seal they show even where the head was set back too.
    """
    flaws: list[Flaw] = []
    previous, number, met = FIRST, 0, expected_seal is None
    for entry in _entries():
        flaws += _flaws(entry, number, previous)
        previous, number = entry.seal, entry.number
        met = met or hmac.compare_digest(entry.seal, expected_seal or "")
    head = TrailHead.objects.filter(pk=1).first()
    if (head.count if head else 0, head.seal if head else FIRST) != (number, previous):
        flaws.append(Flaw("cut", number + 1))
    if not met:
        flaws.append(Flaw("expected_seal_missing", number))
    return Verdict(TrailEntry.objects.count(), previous, tuple(flaws))


def _entries() -> Iterator[TrailEntry]:
    return TrailEntry.objects.order_by("number").iterator(chunk_size=2_000)


def _flaws(entry: TrailEntry, last: int, previous: str) -> list[Flaw]:
    flaws = []
    if entry.number != last + 1:
        flaws.append(Flaw("missing", last + 1))
    elif not hmac.compare_digest(entry.previous_seal, previous):
        flaws.append(Flaw("moved", entry.number))
    if not hmac.compare_digest(entry.seal, seal_of(model_to_dict(entry, SEALED))):
        flaws.append(Flaw("changed", entry.number))
    return flaws
