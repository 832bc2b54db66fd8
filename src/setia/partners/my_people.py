"""A partner's people: who has it as upline, since when, and who sold lately.

Amounts stay with whom they belong to: an upline sees that somebody sold in a month, not what,
to whom or for how much. Phone numbers and addresses are not shown either.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import TruncMonth

from setia.core.actor import Actor
from setia.core.days import start_of
from setia.people.models import Party
from setia.people.resolve_code import survivors
from setia.sales.models import SaleLine
from setia.sales.summaries import months_back

MONTHS = 3
MOST = 200


@dataclass(frozen=True)
class Below:
    """Somebody below a partner: whether they sold, by month, the present one first."""

    party: Party
    sold: tuple[bool, ...]

    @property
    def active(self) -> bool:
        """Tell whether they sold in the months that are shown."""
        return any(self.sold)


@dataclass(frozen=True)
class People:
    """Those below a partner, the months they are shown for, and how many there are."""

    months: tuple[date, ...]
    below: tuple[Below, ...]
    count: int

    @property
    def active(self) -> int:
        """Return how many of those shown sold lately."""
        return sum(one.active for one in self.below)


def my_people(actor: Actor, day: date) -> People:
    """Return who stands directly below a partner."""
    months = months_back(day, MONTHS)
    rows = Party.objects.standing().filter(parent__in=actor.party_ids)
    parties = list(rows.exclude(pk__in=actor.party_ids).order_by("name_key", "code")[:MOST])
    sold = _sold({one.pk for one in parties}, months[-1])
    below = [
        Below(one, tuple(month in sold.get(one.pk, set()) for month in months))
        for one in parties
    ]
    return People(tuple(months), tuple(below), rows.count())


def _sold(parties: set[int], since: date) -> dict[int, set[date]]:
    """Return in which months each of some parties sold, with what was merged into them."""
    ends = survivors()
    keys = parties | {gone for gone, end in ends.items() if end in parties}
    lines = SaleLine.objects.filter(
        seller__in=keys, reversal=None, sold_at__gte=start_of(since), quantity_milli__gt=0
    )
    month = TruncMonth("sold_at")
    found: dict[int, set[date]] = defaultdict(set)
    rows = lines.order_by().values_list("seller", month).distinct()
    for seller, first in rows:
        found[ends.get(seller, seller)].add(first.date())
    return found
