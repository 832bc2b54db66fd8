"""What each of some parties sold or bought lately: on which days, and for how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Min, Sum

from setia.core.days import end_of, start_of
from setia.people.resolve_code import survivors
from setia.sales.models import SaleLine

LOOKED_BACK = timedelta(days=540)
BLOCK = 30
"""Days of a block: equally long months, the last of which ends today."""


@dataclass(frozen=True)
class Trade:
    """Days with orders, in order, and the money of each block of 30 days, the last first."""

    days: tuple[date, ...]
    blocks: tuple[int, ...]

    @property
    def month_minor(self) -> int:
        """Return what a month brings: the mean of the last three blocks."""
        return sum(self.blocks[:3]) // 3

    @property
    def gaps(self) -> list[int]:
        """Return the days between orders."""
        return [(after - before).days for before, after in zip(self.days, self.days[1:])]  # noqa: B905 - the last day has none after it


def trades_of(parties: Collection[int], day: date) -> dict[int, Trade]:
    """Return the trade of each party that sold something; of others what they bought.

    What a merged party did counts as done by the one that was kept.
    """
    ends = {gone: end for gone, end in survivors().items() if end in set(parties)}
    wanted = [*parties, *ends]
    sold = _orders("seller", wanted, ends, day)
    bought = _orders("buyer", wanted, ends, day)
    return {party: _trade(orders, day) for party, orders in (bought | sold).items()}


def _orders(
    role: str, wanted: Collection[int], ends: Mapping[int, int], day: date
) -> dict[int, list[tuple[date, int]]]:
    """Return the day and sum of each order by party; orders that came to nothing left out."""
    rows = (
        SaleLine.objects.standing()
        .filter(**{f"{role}__in": wanted})
        .filter(sold_at__gte=start_of(day - LOOKED_BACK), sold_at__lt=end_of(day))
        .order_by()
        .values_list(role, "order_id")
        .annotate(at=Min("sold_at"), sum=Sum("amount_minor"))
    )
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    zone = ZoneInfo(settings.TIME_ZONE)
    for party, _order, at, minor in rows:
        found[ends.get(party, party)].append((_local(at, zone), minor))
    return found


def _local(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _trade(orders: list[tuple[date, int]], day: date) -> Trade:
    days = sorted({on for on, minor in orders if minor > 0})
    first = min((on for on, _ in orders), default=day)
    blocks = [0] * ((day - first).days // BLOCK + 1)
    for on, minor in orders:
        blocks[(day - on).days // BLOCK] += minor
    return Trade(tuple(days), tuple(blocks))
