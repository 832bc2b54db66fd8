"""Measures: what is counted over lines, and what part of it each line carries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from setia_engine.plan.measure import Growth, Measure, Name, own_measure
from setia_engine.reference.lines import Sale

ZERO = Fraction(0)
COUNTED: dict[str, Callable[[Sale], str | None]] = {
    "orders": lambda sale: sale.line.order_id,
    "buyers": lambda sale: sale.line.buyer_id,
    "products": lambda sale: sale.line.product_id,
    "categories": lambda sale: sale.attributes["category"],
}
"""What each count counts the distinct ones of."""


@dataclass(frozen=True)
class Measured:
    """A measure's value; for growth also what grew and from which base.

    No ``value`` means an undefined measure.
    """

    value: Fraction | None
    current: Fraction = ZERO
    base: Fraction | None = None

    @property
    def increment(self) -> Fraction:
        """How far current exceeds base, never below 0."""
        return max(ZERO, self.current - (self.base or ZERO))


def measured(
    measure: Measure, lines: Sequence[Sale], base_lines: Sequence[Sale]
) -> Measured:
    """Return a measure over the lines; growth compares them with those of its base."""
    if not isinstance(measure, Growth):
        return Measured(value_of(measure, lines))
    current, base = total(measure.growth, lines), total(measure.growth, base_lines)
    return Measured(current / base - 1 if base > 0 else None, current, base)


def value_of(name: Name, lines: Sequence[Sale]) -> Fraction | None:
    """Return a sum, a count or a ratio; a ratio over nothing is undefined."""
    if name in COUNTED:
        seen = {COUNTED[name](sale) for sale in lines if sale.quantity > 0}
        return Fraction(len(seen - {None}))
    if name == "margin_rate":
        revenue = sum((sale.amount for sale in lines if sale.margin is not None), ZERO)
        return total("margin", lines) / revenue if revenue > 0 else None
    return total(name, lines)


def total(name: Name, lines: Sequence[Sale]) -> Fraction:
    return sum((part_of(name, sale) for sale in lines), ZERO)


def part_of(measure: Measure, sale: Sale) -> Fraction:
    """Return the part of the measure that a line carries.

    For growth it is that of its own measure, for counts and ratios the line's amount; a
    line without a margin has no part in one.
    """
    match own_measure(measure):
        case "quantity":
            return sale.quantity
        case "margin":
            return sale.margin or ZERO
        case _:
            return sale.amount
