"""What moved on the accounts of owners: by days of the books, as known at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum

from setia.ledger.models import Account, Entry
from setia.ledger.models.account import DEBIT_KINDS, AccountKind

COLUMNS = ("id", "event", "at", "on", "unit", "about_kind", "about_id", "batch")


class Movement(NamedTuple):
    """One side of an entry: by how much it changed one account's balance, in hundredths."""

    entry: int
    event: str
    at: datetime
    on: date
    unit: str
    about_kind: str
    about_id: int
    batch: str
    kind: str
    owner: str
    amount_minor: int


class Change(NamedTuple):
    """By how much one owner's accounts of a kind changed by an event of an act."""

    kind: str
    owner: str
    unit: str
    event: str
    batch: str
    amount_minor: int


@dataclass(frozen=True)
class Side:
    """Whose accounts of which kinds, as known at a moment; no owners means everybody's."""

    kinds: Collection[AccountKind]
    known_at: datetime
    owners: Collection[str] | None = None

    @cached_property
    def accounts(self) -> list[int]:
        """Return the ids of the owners' accounts."""
        rows = Account.objects.filter(kind__in=self.kinds, owner__in=self.owners or ())
        return list(rows.values_list("pk", flat=True))

    def entries(self, side: str) -> QuerySet[Entry]:
        """Return the entries that have such an account on a side."""
        rows = Entry.objects.filter(at__lte=self.known_at)
        if self.owners is None:
            return rows.filter(**{f"{side}__kind__in": self.kinds})
        return rows.filter(**{f"{side}__in": self.accounts})


def movements(which: Side, first: date, last: date) -> list[Movement]:
    """Return what moved from a day to another, in the order in which it was posted."""
    found = [
        Movement._make((*row[:-1], _signed(row[-3], side, row[-1])))
        for side in ("debit", "credit")
        for row in which.entries(side)
        .filter(on__gte=first, on__lte=last)
        .order_by("pk")
        .values_list(*COLUMNS, f"{side}__kind", f"{side}__owner", "amount_minor")
        .iterator(10_000)
    ]
    return sorted(found, key=lambda one: (one.entry, one.kind, one.owner))


def changes(which: Side, first: date, last: date) -> Iterator[Change]:
    """Yield the changes from a day to another, summed by account, event and act."""
    span = {"on__gte": first, "on__lte": last}
    names = ("kind", "owner")
    for side, row in _grouped(which, span, *names, beside=("unit", "event", "batch")):
        kind = row[f"{side}__kind"]
        amount = _signed(kind, side, row["sum"])
        owner = row[f"{side}__owner"]
        yield Change(kind, owner, row["unit"], row["event"], row["batch"], amount)


def changes_about(
    which: Side, batch: str, about: tuple[str, Collection[int]]
) -> Iterator[Change]:
    """Yield the changes of one act that were about some things of a kind."""
    things = frozenset(about[1])
    for side in ("debit", "credit"):
        rows = which.entries(side).filter(batch=batch, about_kind=about[0])
        columns = (f"{side}__kind", f"{side}__owner", "unit", "event", "amount_minor")
        for thing, kind, owner, unit, event, amount in rows.values_list(
            "about_id", *columns
        ).iterator(10_000):
            if thing in things:
                signed = _signed(kind, side, amount)
                yield Change(kind, owner, unit, event, batch, signed)


def sums_before(which: Side, day: date) -> dict[tuple[str, str, str], int]:
    """Return the balances before a day of the books, by kind, owner and unit."""
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for side, row in _grouped(which, {"on__lt": day}, "kind", "owner"):
        name = (row[f"{side}__kind"], row[f"{side}__owner"], row["unit"])
        sums[name] += _signed(row[f"{side}__kind"], side, row["sum"])
    return dict(sums)


def left_by(which: Side, about: str, until: date | None = None) -> dict[int, int]:
    """Return what is left of each thing that postings were about, such as an award.

    With ``until`` only the postings up to that day of the books count.
    """
    span = {} if until is None else {"on__lte": until}
    sums: dict[int, int] = defaultdict(int)
    narrowed = {"about_kind": about, **span}
    for side, row in _grouped(which, narrowed, "kind", beside=("about_id",)):
        sums[row["about_id"]] += _signed(row[f"{side}__kind"], side, row["sum"])
    return {key: amount for key, amount in sums.items() if amount}


def _grouped(
    which: Side,
    narrowed: dict[str, Any],
    *of_account: str,
    beside: tuple[str, ...] = ("unit",),
) -> Iterator[tuple[str, dict[str, Any]]]:
    for side in ("debit", "credit"):
        names = [f"{side}__{name}" for name in of_account]
        names += beside
        rows = which.entries(side).filter(**narrowed).values(*names).order_by()
        for row in rows.annotate(sum=Sum("amount_minor")):
            yield side, row


def _signed(kind: str, side: str, amount: int) -> int:
    """Return an amount in the sense of the account's kind."""
    raises = "debit" if AccountKind(kind) in DEBIT_KINDS else "credit"
    return amount if side == raises else -amount
