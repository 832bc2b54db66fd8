"""What suppliers were charged with for awards and nobody has claimed yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from setia.claims.models import ClaimLine
from setia.closing.models import Booking, CloseRun, Finalisation
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind

AT_ONCE = 500
CLOSE = "close "


class Charge(NamedTuple):
    """A change of a supplier's part of an award, above zero where the supplier bears more."""

    entry: int
    award: int
    run: int
    amount_minor: int


class Debtor(NamedTuple):
    """Who is to pay, and in which unit."""

    supplier: int
    unit: str


def unclaimed(month: date) -> dict[Debtor, list[Charge]]:
    """Return what final periods booked up to a month and no standing claim contains."""
    runs = _final_runs(month)
    found: dict[Debtor, list[Charge]] = defaultdict(list)
    for debtor, charge in _charges(_not_claimed(Entry.objects.all())):
        if charge.run in runs:
            found[debtor].append(charge)
    return {debtor: sorted(charges) for debtor, charges in found.items()}


def charges_about(awards: Sequence[int], supplier: int) -> dict[int, list[Charge]]:
    """Return every charge of a supplier for some awards, claimed or not, as they came."""
    found: dict[int, list[Charge]] = defaultdict(list)
    for start in range(0, len(awards), AT_ONCE):
        some = awards[start : start + AT_ONCE]
        entries = Entry.objects.filter(about_kind="award", about_id__in=some)
        for debtor, charge in _charges(entries):
            if debtor.supplier == supplier:
                found[charge.award].append(charge)
    return {award: sorted(charges) for award, charges in found.items()}


def home_months(charges: Sequence[Charge]) -> dict[int, date]:
    """Return for each charge, by its entry, the month that the change belongs to."""
    months = dict(CloseRun.objects.values_list("number", "period__month"))
    booked: dict[tuple[int, int], date] = {}
    runs = {one.run for one in charges}
    for start in range(0, len(charges), AT_ONCE):
        awards = {one.award for one in charges[start : start + AT_ONCE]}
        rows = Booking.objects.filter(award__in=awards, run__in=runs)
        booked |= {
            (award, run): home
            for award, run, home in rows.values_list("award", "run", "home_month")
        }
    return {one.entry: booked.get((one.award, one.run), months[one.run]) for one in charges}


def _charges(entries: QuerySet[Entry]) -> Iterator[tuple[Debtor, Charge]]:
    for event, side, sign in (
        ("funding_accrued", "debit", 1),
        ("funding_taken_back", "credit", -1),
    ):
        rows = entries.filter(**{"event": event, f"{side}__kind": AccountKind.UNCLAIMED})
        told = rows.order_by("pk").values_list(
            "pk", "about_id", "batch", "amount_minor", "unit", F(f"{side}__owner")
        )
        for key, award, batch, amount, unit, owner in told.iterator(10_000):
            run = int(batch.removeprefix(CLOSE))
            yield Debtor(int(owner), unit), Charge(key, award, run, sign * amount)


def _not_claimed(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    lines = ClaimLine.objects.filter(entry=OuterRef("pk"), claim__withdrawal=None)
    return entries.filter(~Exists(lines))


def _final_runs(month: date) -> set[int]:
    """Return the runs of revisions that were made final, also where one was reopened since."""
    final = Finalisation.objects.filter(
        period=OuterRef("period"), revision=OuterRef("revision")
    )
    runs = CloseRun.objects.filter(Exists(final), period__month__lte=month)
    return set(runs.values_list("number", flat=True))
