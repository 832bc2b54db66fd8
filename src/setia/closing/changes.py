"""Changes of awards, and how each is split over waiting, released and arrears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import pyarrow as pa


class Change(NamedTuple):
    """One award that comes to more or less than is booked; amounts in hundredths."""

    id: int | None
    program_id: int
    version_id: int
    window_from: date
    window_to: date | None
    order_id: str
    party_id: int
    payee_id: int
    unit: str
    delta_minor: int
    booked_minor: int
    waiting_minor: int
    released_minor: int
    arrears_minor: int
    was_final: bool
    final: bool
    measure: str
    tier: int | None
    place: int | None


class Split(NamedTuple):
    """By how much what waits and what is in arrears change."""

    waiting: int
    arrears: int


def split(change: Change) -> Split:
    """Take less first from what still waits; only what was released goes into arrears."""
    if change.delta_minor >= 0:
        return Split(change.delta_minor, 0)
    taken = min(change.waiting_minor, -change.delta_minor)
    return Split(-taken, -change.delta_minor - taken)


def changes_of(rows: pa.Table) -> Iterator[Change]:
    """Return the rows of a difference."""
    columns = [rows[name].to_pylist() for name in Change._fields]
    return map(Change._make, zip(*columns, strict=True))


class FundingChange(NamedTuple):
    """One supplier's part of an award that comes to more or less than is booked."""

    id: int | None
    award_id: int | None
    program_id: int
    window_from: date
    order_id: str
    party_id: int
    supplier_id: int
    booked_minor: int
    delta_minor: int


def funding_changes_of(rows: pa.Table) -> Iterator[FundingChange]:
    """Return the rows of a difference of funding."""
    columns = [rows[name].to_pylist() for name in FundingChange._fields]
    return map(FundingChange._make, zip(*columns, strict=True))


def due_on(window_to: date | None, within: int) -> date | None:
    """Return the promised day of an award: so many days after its window ends."""
    return None if window_to is None else window_to + timedelta(days=within)
