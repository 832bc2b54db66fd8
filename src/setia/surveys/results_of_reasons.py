"""Why people left: counted by month and by category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from setia.core.actor import Actor
from setia.surveys.models import Reason, ReasonCode

MONTHS = 6


@dataclass(frozen=True)
class Row:
    """One reason with its counts, side by side with the heads of the table."""

    name: str
    counts: Sequence[int]
    total: int


def by_month(by: Actor, months: Sequence[date]) -> list[Row]:
    """Return how often each reason was given in each of some months, the most given first."""
    rows = Reason.objects.visible_to(by).exclude(code=None).filter(on__gte=months[0])
    told = rows.annotate(month=TruncMonth("on")).values_list("code", "month").order_by()
    counts = {(code, month): n for code, month, n in told.annotate(Count("pk"))}
    return _rows(counts, months)


def by_category(by: Actor, months: Sequence[date]) -> tuple[list[str], list[Row]]:
    """Return the categories of people, and how often each reason was given in each."""
    rows = Reason.objects.visible_to(by).exclude(code=None).filter(on__gte=months[0])
    told = rows.values_list("code", "category").order_by().annotate(Count("pk"))
    counts = {(code, category): n for code, category, n in told}
    heads = sorted({category for _, category in counts})
    return heads, _rows(counts, heads)


def _rows(counts: dict[tuple[int, object], int], heads: Sequence[object]) -> list[Row]:
    found = []
    for code in ReasonCode.objects.all():
        each = [counts.get((code.pk, head), 0) for head in heads]
        if any(each):
            found.append(Row(code.name, each, sum(each)))
    return sorted(found, key=lambda one: (-one.total, one.name))
