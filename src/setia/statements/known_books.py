"""What the books say of a family of parties in a month, as known at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from setia.closing.models import Adjustment, Award, Booking, CloseRun
from setia.core.days import last_of
from setia.ledger.models.account import AccountKind
from setia.ledger.movements import Movement, Side, left_by, movements, sums_before
from setia.statements.by_keys import by_keys
from setia.statements.statement import Parts

KINDS = (
    AccountKind.ACCRUED,
    AccountKind.PAYABLE,
    AccountKind.POINTS,
    AccountKind.ARREARS,
)
"""The accounts of a payee that a statement is about."""


@dataclass(frozen=True)
class KnownBooks:
    """Rows by their ids: what moved, awards, their bookings, runs, adjustments."""

    month: date
    known_at: datetime
    moved: tuple[Movement, ...]
    opening: Mapping[str, Parts]
    waiting: Mapping[int, int]
    awards: Mapping[int, Award]
    bookings: Mapping[tuple[int, int], Booking]
    runs: Mapping[int, CloseRun]
    adjustments: Mapping[int, Adjustment]

    def latest(self) -> dict[int, Booking]:
        """Return the last booking of each award."""
        return {award: self.bookings[award, run] for award, run in sorted(self.bookings)}


def known_books(family: Collection[int], month: date, known_at: datetime) -> KnownBooks:
    """Read everything that a statement is made of, in a number of queries that is fixed."""
    owners = [str(key) for key in sorted(family)]
    last = last_of(month)
    theirs = Side(KINDS, known_at, owners)
    moved = movements(theirs, month, last)
    runs = {
        run.pk: run
        for run in CloseRun.objects.filter(at__lte=known_at).select_related("period")
    }
    waiting = _still_waiting(Side([AccountKind.ACCRUED], known_at, owners), last)
    keys = {one.about_id for one in moved if one.about_kind == "award"} | set(waiting)
    keys |= _confirmed(family, month, runs)
    awards = Award.objects.select_related("program", "version", "party")
    return KnownBooks(
        month,
        known_at,
        tuple(moved),
        _parts_by_unit(sums_before(theirs, month)),
        waiting,
        {row.pk: row for row in by_keys(awards, "pk", keys)},
        _bookings(keys, runs),
        runs,
        _adjustments({o.about_id for o in moved if o.about_kind == "adjustment"}),
    )


def parts_of(kind: str, amount_minor: int) -> Parts:
    """Return an amount on an account as a part of what is owed."""
    if kind == AccountKind.ACCRUED:
        return Parts(waiting_minor=amount_minor)
    if kind == AccountKind.ARREARS:
        return Parts(arrears_minor=amount_minor)
    return Parts(payable_minor=amount_minor)


def _still_waiting(which: Side, last: date) -> dict[int, int]:
    """Return by award what waited at the end of the month, as far as it waits yet."""
    then, known = left_by(which, "award", last), left_by(which, "award")
    still = {key: min(amount, known.get(key, 0)) for key, amount in then.items()}
    return {key: amount for key, amount in still.items() if amount > 0}


def _parts_by_unit(sums: Mapping[tuple[str, str, str], int]) -> dict[str, Parts]:
    parts: dict[str, Parts] = defaultdict(Parts)
    for (kind, _owner, unit), amount in sums.items():
        parts[unit] += parts_of(kind, amount)
    return dict(parts)


def _confirmed(
    family: Collection[int], month: date, runs: Mapping[int, CloseRun]
) -> set[int]:
    """Return awards that a run of the month left as they were but made those of an end."""
    here = [key for key, run in runs.items() if run.period.month == month]
    rows = Booking.objects.filter(run__in=here, award__payee__in=family, delta_minor=0)
    return set(rows.values_list("award", flat=True))


def _bookings(
    awards: Iterable[int], runs: Mapping[int, CloseRun]
) -> dict[tuple[int, int], Booking]:
    rows: Any = by_keys(Booking.objects.select_related("version"), "award", set(awards))
    return {(row.award_id, row.run_id): row for row in rows if row.run_id in runs}


def _adjustments(keys: set[int]) -> dict[int, Adjustment]:
    rows = Adjustment.objects.select_related("award__program", "award__party")
    return {row.pk: row for row in by_keys(rows, "pk", keys)}
