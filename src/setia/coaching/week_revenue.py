"""What parties sold in the weeks of the business, returns deducted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, Sum

from setia.core.clock import today
from setia.core.days import start_of
from setia.people.resolve_code import survivors
from setia.sales.models import SaleLine

WEEK = timedelta(days=7)
SATURDAY = timedelta(days=5)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def this_week() -> date:
    """Return the Monday of the present week, in the zone of the business."""
    return monday_of(today(settings.TIME_ZONE))


def week_revenue(
    parties: Collection[int], weeks: Sequence[date], known_by: datetime | None = None
) -> dict[int, list[int]]:
    """Sum what each of some parties sold in each of some weeks, in minor units.

    Lines that were reversed do not count, returns count against the week in which they came
    back. What was sold by somebody merged into a party is the party's. With ``known_by`` only
    what had happened and was known by then counts.
    """
    sums = {key: [0] * len(weeks) for key in parties}
    if not sums or not weeks:
        return sums
    owner = _owners(parties)
    span = {
        "sold_at__gte": start_of(min(weeks)),
        "sold_at__lt": start_of(max(weeks) + WEEK),
    }
    lines = SaleLine.objects.standing().filter(seller__in=owner, **span)
    if known_by is not None:
        lines = lines.filter(sold_at__lte=known_by, recorded_at__lte=known_by)
    columns = {f"week_{number}": _sum_of(week) for number, week in enumerate(weeks)}
    rows: Any = lines.order_by().values("seller").annotate(**columns)
    for row in rows:
        mine = sums[owner[row["seller"]]]
        for number in range(len(weeks)):
            mine[number] += row[f"week_{number}"] or 0
    return sums


def _sum_of(week: date) -> Sum:
    inside = Q(sold_at__gte=start_of(week), sold_at__lt=start_of(week + WEEK))
    return Sum("amount_minor", filter=inside)


def _owners(parties: Collection[int]) -> dict[int, int]:
    """Return for each id under which something was sold the party that it counts for."""
    owner = {key: key for key in parties}
    for gone, kept in survivors().items():
        if kept in owner:
            owner[gone] = kept
    return owner


def weeks_before(week: date, count: int) -> list[date]:
    """Return the Mondays of the full weeks before a week, the latest first."""
    return [week - WEEK * back for back in range(1, count + 1)]
