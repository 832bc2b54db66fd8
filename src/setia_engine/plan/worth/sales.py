"""An assumed performance: what somebody sold in a window, in sums."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from setia_engine.plan.measure import COUNTS, Growth, Name

PRICE = Fraction(100_000)
"""Assumed for a unit where a plan measures pieces and pays on money."""
MARGIN_RATE = Fraction(3, 10)
"""Assumed share of revenue that is margin, where only one of the two is known."""
SOLD_PER_COUNT = Fraction(1_000_000)
"""Assumed revenue for each order, buyer, product or category that is counted."""
BASE = {
    "revenue": Fraction(10_000_000),
    "margin": Fraction(3_000_000),
    "quantity": Fraction(100),
}
USUAL: dict[str, Fraction] = {**BASE, "margin_rate": MARGIN_RATE}
STEP: dict[str, Fraction] = {"margin_rate": Fraction(1, 10_000)}


@dataclass(frozen=True)
class Sales:
    """Sums over the counted lines of one party in one window, returns already off."""

    revenue: Fraction
    quantity: Fraction
    margin: Fraction
    count: Fraction = Fraction(1)
    base: Fraction | None = None

    def measured(self, measure: Name | Growth) -> Fraction:
        """Return the value of a measure; growth needs a base above 0."""
        if isinstance(measure, Growth):
            base = self.base or Fraction(1)
            return self.measured(measure.growth) / base - 1
        if measure == "margin_rate":
            return self.margin / self.revenue if self.revenue else Fraction(0)
        if measure in COUNTS:
            return self.count
        sums = {"revenue": self.revenue, "quantity": self.quantity, "margin": self.margin}
        return sums[measure]


def sales_at(measure: Name | Growth, value: Fraction) -> Sales:
    """Return sales that come to just this value of a measure."""
    if isinstance(measure, Growth):
        base = BASE[measure.growth]
        return _with_base(sales_at(measure.growth, base * (1 + value)), base)
    if measure == "quantity":
        revenue = value * PRICE
        return Sales(revenue, value, revenue * MARGIN_RATE)
    if measure == "revenue":
        return Sales(value, value / PRICE, value * MARGIN_RATE)
    if measure == "margin":
        revenue = value / MARGIN_RATE
        return Sales(revenue, revenue / PRICE, value)
    if measure == "margin_rate":
        revenue = BASE["revenue"]
        return Sales(revenue, revenue / PRICE, revenue * value)
    revenue = value * SOLD_PER_COUNT
    return Sales(revenue, revenue / PRICE, revenue * MARGIN_RATE, value)


def sales_just_below(measure: Name | Growth, value: Fraction) -> Sales:
    """Return the same sales with one less of what is measured: one unit, one rupiah."""
    if isinstance(measure, Growth):
        base = BASE[measure.growth]
        return _with_base(sales_at(measure.growth, base * (1 + value) - 1), base)
    return sales_at(measure, value - STEP.get(measure, Fraction(1)))


def sales_around(
    measure: Name | Growth, limit: Fraction, comparison: str
) -> tuple[Sales, Sales]:
    """Return the most that is within an upper limit, and the least that is beyond it."""
    if comparison == "below":
        return sales_just_below(measure, limit), sales_at(measure, limit)
    if isinstance(measure, Growth):
        step = 1 / BASE[measure.growth]
    else:
        step = STEP.get(measure, Fraction(1))
    return sales_at(measure, limit), sales_at(measure, limit + step)


def usual_value(measure: Name | Growth) -> Fraction:
    """Return a value of a measure that makes a plain example."""
    if isinstance(measure, Growth):
        return Fraction(1, 5)
    return USUAL.get(measure, Fraction(10))


def _with_base(sales: Sales, base: Fraction) -> Sales:
    return Sales(sales.revenue, sales.quantity, sales.margin, sales.count, base)
