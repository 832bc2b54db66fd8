"""The months that a partner was told of, with what each came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from setia.closing.models import CloseRun
from setia.core.actor import Actor
from setia.statements.models import IssuedStatement

MOST = 24


@dataclass(frozen=True)
class Month:
    """One month in one unit, as the last run told it."""

    month: date
    unit: str
    earned_minor: int
    paid_minor: int
    closing_minor: int


def months_of(actor: Actor) -> list[Month]:
    """Return a partner's statements, the latest month first."""
    last = CloseRun.objects.values("period").annotate(last=Max("pk")).values("last")
    rows = IssuedStatement.objects.visible_to(actor).filter(run__in=last)
    rows = rows.select_related("run__period").order_by("-run__period__month", "unit")
    sums: dict[tuple[date, str], Month] = {}
    for row in rows[: MOST * 3]:
        key = (row.run.period.month, row.unit)
        before = sums.get(key, Month(*key, 0, 0, 0))
        sums[key] = Month(
            *key,
            before.earned_minor + row.earned_minor + row.adjusted_minor,
            before.paid_minor + row.paid_minor,
            before.closing_minor + row.closing_minor,
        )
    return list(sums.values())[:MOST]
