"""Lots of points: what was granted together, until when it lives, and what is left of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind

POINTS = "points"
MONTHS = 12
EXPIRED = "points_expired"
GIVEN_BACK = "points_given_back"
BACK = "back "
"""What the key of points that are given back begins with, before the key of their spending."""


@dataclass(frozen=True)
class Movement:
    """One entry of a party's points: which, on which day, what came or went."""

    entry: int
    key: str
    event: str
    on: date
    amount_minor: int


@dataclass(frozen=True)
class Lot:
    """Points that were granted by one entry, in hundredths; ``until`` is their last day."""

    entry: int
    owner: str
    until: date
    left_minor: int

    def lives_on(self, day: date) -> bool:
        """Tell whether the points can be spent on a day."""
        return day <= self.until


def last_day(granted: date) -> date:
    """Return the last day of the twelfth month after the month of a grant."""
    months = granted.year * 12 + granted.month - 1 + MONTHS + 1
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def expiry_key(lot: Lot) -> str:
    """Return the key under which a lot expires: once."""
    return f"points expire {lot.entry}"


def lots_of(owner: str, movements: Iterable[Movement]) -> list[Lot]:
    """Return the lots of one account in the order in which they end.

    What was spent or taken back came from the lots that lived on its day, the one that ended
    first before the others; what expired names its lot. What is given back is a lot of its
    own, which ends with the last of those that it had been taken from.
    """
    lots: dict[int, Lot] = {}
    ends: dict[str, date] = {}
    for one in movements:
        if one.event == "points_granted":
            lots[one.entry] = Lot(one.entry, owner, last_day(one.on), one.amount_minor)
        elif one.event == EXPIRED:
            entry = int(one.key.rsplit(" ", 1)[1])
            _take(lots, [lots[entry]], one.amount_minor)
        elif one.event == GIVEN_BACK:
            until = max(ends[one.key.removeprefix(BACK)], end_of_month(one.on))
            lots[one.entry] = Lot(one.entry, owner, until, one.amount_minor)
        else:
            alive = [lot for lot in in_order(lots.values()) if lot.lives_on(one.on)]
            ends[one.key] = _last_end(alive, one.amount_minor, one.on)
            rest = _take(lots, alive, one.amount_minor)
            _take(lots, in_order(lots.values()), rest)
    return in_order(lots.values())


def end_of_month(day: date) -> date:
    """Return the last day of a day's month: what is given back lives at least that long."""
    months = day.year * 12 + day.month
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _last_end(alive: Iterable[Lot], amount_minor: int, day: date) -> date:
    """Return when the last of the lots ends that an amount is taken from."""
    end = day
    for lot in alive:
        if amount_minor > 0 and lot.left_minor > 0:
            end = lot.until
            amount_minor -= lot.left_minor
    return end


def in_order(lots: Iterable[Lot]) -> list[Lot]:
    """Sort lots by their end, then by when they were granted."""
    return sorted(lots, key=lambda one: (one.until, one.entry))


def _take(lots: dict[int, Lot], among: Iterable[Lot], amount_minor: int) -> int:
    """Take an amount out of lots, one after another; return what they lack."""
    for lot in among:
        taken = min(lot.left_minor, amount_minor)
        lots[lot.entry] = replace(lot, left_minor=lot.left_minor - taken)
        amount_minor -= taken
    return amount_minor


def known_lots(owners: Collection[str] | None = None) -> list[Lot]:
    """Return the lots of some accounts, or of all of them, in the order in which they end."""
    entries = Entry.objects.filter(
        Q(debit__kind=AccountKind.POINTS) | Q(credit__kind=AccountKind.POINTS), unit=POINTS
    )
    if owners is not None:
        mine = Q(debit__owner__in=owners, debit__kind=AccountKind.POINTS)
        mine |= Q(credit__owner__in=owners, credit__kind=AccountKind.POINTS)
        entries = entries.filter(mine)
    columns = ("pk", "key", "event", "on", "amount_minor")
    accounts = ("debit__kind", "debit__owner", "credit__owner")
    by_owner: dict[str, list[Movement]] = {}
    for row in entries.order_by("pk").values_list(*columns, *accounts).iterator():
        *movement, kind, debit, credit = row
        owner = debit if kind == AccountKind.POINTS else credit
        by_owner.setdefault(owner, []).append(Movement(*movement))
    return in_order(lot for owner, rows in by_owner.items() for lot in lots_of(owner, rows))
