"""What parties sold between days; outlets and customers are known by what they bought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, Sum

from setia.core.days import ONE_DAY, next_month, start_of
from setia.people.models.party import PartyRole
from setia.people.resolve_code import survivors
from setia.sales.models import SaleLine

BUYING = frozenset({PartyRole.OUTLET, PartyRole.CUSTOMER})
Span = tuple[date, date]
"""A first day, and the day after the last one."""


def side_of(role: str) -> str:
    """Return on which side of a sale a role stands, by the name of its column."""
    return "buyer" if role in BUYING else "seller"


def full_months_before(month: date, count: int = 3) -> list[Span]:
    """Return the full months before the first day of a month, the oldest first."""
    found: list[Span] = []
    end = month
    for _ in range(count):
        start = (end - ONE_DAY).replace(day=1)
        found.insert(0, (start, end))
        end = start
    return found


def sold_in(
    spans: Sequence[Span], side: str, parties: Collection[int] | None = None
) -> dict[int, list[int]]:
    """Return what each party sold (or bought) in each span, in minor units.

    What a merged party sold counts for the one that was kept.
    """
    ends = survivors()
    lines = SaleLine.objects.filter(reversal=None, **{f"{side}__isnull": False})
    if parties is not None:
        gone = {one for one, kept in ends.items() if kept in set(parties)}
        lines = lines.filter(**{f"{side}__in": [*parties, *gone]})
    span = Q(sold_at__gte=start_of(spans[0][0]), sold_at__lt=start_of(spans[-1][1]))
    columns = {
        f"span_{at}": Sum("amount_minor", filter=_within(one))
        for at, one in enumerate(spans)
    }
    sums: dict[int, list[int]] = defaultdict(lambda: [0] * len(spans))
    for row in lines.filter(span).order_by().values(side).annotate(**columns):
        mine = sums[ends.get(row[side], row[side])]
        for at in range(len(spans)):
            mine[at] += row[f"span_{at}"] or 0
    return dict(sums)


def month_of(day: date) -> Span:
    """Return the month of a day as a span."""
    first = day.replace(day=1)
    return first, next_month(first)


def _within(span: Span) -> Q:
    return Q(sold_at__gte=start_of(span[0]), sold_at__lt=start_of(span[1]))
