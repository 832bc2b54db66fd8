"""Large accounts that sell less than they used to, each against its own months.

The rule: the sales of the last 30 days, up to yesterday, are so many percent below the average
of the three stretches of 30 days before; how many the rule of the account's role says. Who did
not sell in each of the three has no usual month, and does not dip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from setia.accounts.current_ranks import current_ranks
from setia.accounts.models import AccountRank, Rank
from setia.accounts.sold_by import Span, side_of, sold_in
from setia.core.actor import Actor
from setia.core.clock import today
from setia.people.models import Party

STRETCH = timedelta(days=30)
BEFORE = 3


@dataclass(frozen=True)
class Dip:
    """A large account that dips: what it sold lately, and what is usual for it."""

    party: Party
    rank: AccountRank
    last_minor: int
    usual_minor: int

    @property
    def percent_less(self) -> int:
        """Return by how many whole percent it sold less than usual."""
        return 100 - self.last_minor * 100 // self.usual_minor


def dipping(by: Actor) -> list[Dip]:
    """Return the large accounts that dip today, as far as an actor sees them, worst first."""
    ranks = current_ranks().filter(rank=Rank.LARGE).visible_to(by)
    rows = ranks.select_related("party", "rule").order_by("role", "place", "pk")
    return dips_among(rows, today(settings.TIME_ZONE))


def dips_among(ranks: Iterable[AccountRank], day: date) -> list[Dip]:
    """Return who of some accounts dips on a day."""
    found = [dip for dip in _dips(list(ranks), day) if _is_dip(dip)]
    return sorted(found, key=lambda dip: (dip.last_minor - dip.usual_minor, dip.party.pk))


def usual_and_last(months: list[int]) -> tuple[int, int] | None:
    """Return what is usual and what was sold last; nothing where there is no usual month."""
    *before, last = months
    if min(before) <= 0:
        return None
    # What is usual is told in whole rupiah; the rule itself compares by it too.
    usual = sum(before) // len(before) // 100 * 100
    return (usual, last) if usual else None


def stretches(day: date) -> list[Span]:
    """Return the stretches of 30 days before a day, the oldest first."""
    starts = [day - STRETCH * back for back in range(BEFORE + 1, 0, -1)]
    return [(start, start + STRETCH) for start in starts]


def _dips(ranks: list[AccountRank], day: date) -> Iterable[Dip]:
    by_side: dict[str, list[AccountRank]] = defaultdict(list)
    for rank in ranks:
        by_side[side_of(rank.role)].append(rank)
    for side, some in by_side.items():
        sold = sold_in(stretches(day), side, [one.party_id for one in some])
        for rank in some:
            figures = usual_and_last(sold.get(rank.party_id, [0] * (BEFORE + 1)))
            if figures is not None:
                yield Dip(rank.party, rank, figures[1], figures[0])


def _is_dip(dip: Dip) -> bool:
    allowed = 100 - dip.rank.rule.dip_percent
    return dip.last_minor * 100 < dip.usual_minor * allowed
