"""How many weeks running a reseller has reached its targets."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from setia.coaching.models import WeekEvaluation

LOOKS_BACK = 53


def streaks(parties: Collection[int], until: date) -> dict[int, int]:
    """Count for each party the evaluated weeks up to one that were reached without a break.

    A week without a target breaks nothing; one that was missed ends the count.
    """
    rows = WeekEvaluation.objects.filter(party__in=parties, week__lte=until)
    found = dict.fromkeys(parties, 0)
    over: set[int] = set()
    for row in rows.order_by("party", "-week"):
        if row.party_id in over:
            continue
        if row.reached and found[row.party_id] < LOOKS_BACK:
            found[row.party_id] += 1
        else:
            over.add(row.party_id)
    return found
