"""Sums over standing sale lines: by month, by party."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet, Sum

from setia.core.actor import Actor
from setia.core.days import next_month, start_of
from setia.sales.models import SaleLine


@dataclass(frozen=True)
class MonthSum:
    """One month: revenue in minor units, orders."""

    month: date
    revenue_minor: int
    orders: int


@dataclass(frozen=True)
class PartySum:
    """What a party sold lately: the last order, and the revenue since a day."""

    last_sold_at: datetime | None
    revenue_minor: int


def months_back(day: date, count: int) -> list[date]:
    """Return the first days of the last months, the present one first."""
    whole = day.year * 12 + day.month - 1
    return [date((whole - back) // 12, (whole - back) % 12 + 1, 1) for back in range(count)]


def month_sums(lines: QuerySet[SaleLine], day: date, count: int) -> list[MonthSum]:
    """Sum the standing lines of the last months, the present month first."""
    months = months_back(day, count)
    span = Q(sold_at__gte=start_of(months[-1]), sold_at__lt=start_of(next_month(months[0])))
    columns: dict[str, Sum | Count] = {}
    for number, month in enumerate(months):
        here = Q(sold_at__gte=start_of(month), sold_at__lt=start_of(next_month(month)))
        columns[f"revenue_{number}"] = Sum("amount_minor", filter=here)
        columns[f"orders_{number}"] = Count("order_id", filter=here, distinct=True)
    found = lines.filter(span, reversal=None).aggregate(**columns)
    return [
        MonthSum(month, found[f"revenue_{number}"] or 0, found[f"orders_{number}"])
        for number, month in enumerate(months)
    ]


def revenue_of_months(actor: Actor, day: date, count: int) -> list[MonthSum]:
    """Sum what an actor may see."""
    return month_sums(SaleLine.objects.visible_to(actor), day, count)


def party_sums(parties: Collection[int], since: date) -> dict[int, PartySum]:
    """Return what each of some parties sold or bought since a day, and when last."""
    sums: dict[int, PartySum] = {}
    for role in ("seller", "buyer"):
        rows = (
            SaleLine.objects.filter(**{f"{role}__in": parties}, reversal=None)
            .values(role)
            .annotate(
                last=Max("sold_at"),
                revenue=Sum("amount_minor", filter=Q(sold_at__gte=start_of(since))),
            )
        )
        for row in rows:
            sums.setdefault(row[role], PartySum(row["last"], row["revenue"] or 0))
    return sums
