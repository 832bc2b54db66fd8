"""On time and in full: deliveries counted against the asked and against the promised day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.db.models.functions import TruncMonth

from setia.core.actor import Actor
from setia.promises.kept_rate import FEWEST
from setia.promises.models import Delivery

SIDES = ("requested", "promised")


@dataclass(frozen=True)
class Counted:
    """Of how many deliveries how many were on time, in full, and both, by one side's terms."""

    count: int
    on_time: int
    in_full: int
    both: int

    @property
    def rate(self) -> Decimal | None:
        """Return the share of those that were both; none where they are too few to say."""
        return Decimal(self.both) / self.count if self.count >= FEWEST else None


@dataclass(frozen=True)
class Otif:
    """Deliveries of a month, a supplier or an account: by what was asked and promised."""

    name: Any
    key: int | None
    requested: Counted
    promised: Counted


def otif_by_month(start: date, end: date, day: date, by: Actor) -> list[Otif]:
    """Count the judged deliveries of some days by the month they were promised for."""
    rows = _judged(start, end, day, by).annotate(month=TruncMonth("promised_on"))
    found = _summed(rows.values("month")).order_by("-month")
    return [_otif(row, row["month"], None) for row in found]


def otif_by_supplier(start: date, end: date, day: date, by: Actor) -> list[Otif]:
    """Count the judged deliveries of some days by the supplier of their product."""
    rows = _judged(start, end, day, by).filter(product__supplier__isnull=False)
    names = rows.values(whose=F("product__supplier"), name=F("product__supplier__name"))
    found = _summed(names).order_by("name", "whose")
    return [_otif(row, row["name"], row["whose"]) for row in found]


def otif_by_account(start: date, end: date, day: date, by: Actor, most: int) -> list[Otif]:
    """Count the judged deliveries of some days by whom they went to: most misses first."""
    names = _judged(start, end, day, by).values(whose=F("to"), name=F("to__name"))
    found = _summed(names).annotate(missed=F("count") - F("promised_both"))
    rows = found.order_by("-missed", "name", "whose")[:most]
    return [_otif(row, row["name"], row["whose"]) for row in rows]


def _judged(start: date, end: date, day: date, by: Actor) -> Any:  # noqa: ANN401
    """Return deliveries whose day is over, or that are complete, each with its marks."""
    rows = Delivery.objects.visible_to(by).filter(promised_on__range=(start, end))
    rows = rows.filter(promise__release=None)
    over = Q(promised_on__lt=day) | Q(promise__keeping__isnull=False)
    marks = {}
    for side in SIDES:
        in_time = Q(arrived_on__lte=F(f"{side}_on"))
        full = Q(arrived_milli__gte=F(f"{side}_milli"))
        both = Q(**{f"by_{side}_milli__gte": F(f"{side}_milli")})
        for name, mark in (("on_time", in_time), ("in_full", full), ("both", both)):
            marks[f"{side}_{name}_mark"] = Case(When(mark, then=Value(1)), default=Value(0))
    return rows.filter(over).order_by().measured().annotate(**marks)


def _summed(rows: Any) -> Any:  # noqa: ANN401 - rows of values
    sums = {
        f"{side}_{name}": Sum(f"{side}_{name}_mark")
        for side in SIDES
        for name in ("on_time", "in_full", "both")
    }
    return rows.annotate(count=Count("pk"), **sums)


def _otif(row: dict[str, Any], name: Any, key: int | None) -> Otif:  # noqa: ANN401
    counted = [
        Counted(
            row["count"],
            row[f"{side}_on_time"],
            row[f"{side}_in_full"],
            row[f"{side}_both"],
        )
        for side in SIDES
    ]
    return Otif(name, key, *counted)
