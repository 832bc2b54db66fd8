"""What would be lost with an account: its sales, its margin, and the people below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from setia.accounts.sold_by import full_months_before, side_of, sold_in
from setia.core.actor import Actor
from setia.core.days import start_of
from setia.people.models import Party
from setia.people.resolve_code import with_merged
from setia.sales.models import SaleLine

MONTHS = 3
DEEPEST = 30
"""Levels below somebody that are looked at; no line of people is as long."""


@dataclass(frozen=True)
class Hanging:
    """In the last three full months, in minor units; a margin only of lines with a cost.

    ``costed_minor`` is the part of the sales whose cost is known. People below are counted as
    far as the asker may see them; what they sold is their own, beside the account's.
    """

    sold_minor: int
    margin_minor: int | None
    costed_minor: int
    below: int
    below_sold_minor: int

    @property
    def monthly_minor(self) -> int:
        """Return the sales of a month, rounded down to whole rupiah."""
        return self.sold_minor // MONTHS // 100 * 100


def what_hangs(party: Party, day: date, by: Actor) -> Hanging:
    """Add up what hangs on an account; its margin only for whoever may see costs."""
    spans = full_months_before(day.replace(day=1), MONTHS)
    side = side_of(party.role)
    lines = SaleLine.objects.filter(
        reversal=None,
        sold_at__gte=start_of(spans[0][0]),
        sold_at__lt=start_of(spans[-1][1]),
        **{f"{side}__in": with_merged(party.pk)},
    )
    known = Q(cost_minor__isnull=False)
    sums = lines.aggregate(
        sold=Sum("amount_minor"),
        costed=Sum("amount_minor", filter=known),
        cost=Sum("cost_minor", filter=known),
    )
    costed = sums["costed"] or 0
    shown = by.may("product.cost") and sums["cost"] is not None
    below = people_below(party, by)
    sold_below = sold_in([(spans[0][0], spans[-1][1])], "seller", below) if below else {}
    return Hanging(
        sold_minor=sums["sold"] or 0,
        margin_minor=costed - sums["cost"] if shown else None,
        costed_minor=costed,
        below=len(below),
        below_sold_minor=sum(one[0] for one in sold_below.values()),
    )


def people_below(party: Party, by: Actor) -> set[int]:
    """Return everybody below somebody, at any depth, whom an actor may see."""
    found: set[int] = set()
    wave = {party.pk}
    for _ in range(DEEPEST):
        rows = Party.objects.standing().visible_to(by).filter(parent__in=wave)
        wave = set(rows.values_list("pk", flat=True)) - found - {party.pk}
        if not wave:
            break
        found |= wave
    return found
