"""Axes: round figures that hold all of a chart, and how they are written beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils import formats

from setia.ui.charts.kinds import Along, Unit
from setia.ui.figures import rupiah_in_short, written

MOST_STEPS = 6
_ROUND = (10, 20, 25, 50, 100)
_SCALE = {"quantity": -3, "share": -4, "count": 0}


def figure(value: int, unit: Unit) -> str:
    """Write a figure as short as an axis wants it: Rp25 jt, 12,5%, 1.200."""
    if unit == "rupiah":
        return rupiah_in_short(value)
    text = written(Decimal(value).scaleb(_SCALE[unit]))
    return f"{text}%" if unit == "share" else text


def ticks(values: Iterable[int], *, from_zero: bool = True) -> list[int]:
    """Return a few round figures, the first at or below all values, the last at or above."""
    known = [*values, *([0] if from_zero else [])] or [0]
    low, high = min(known), max(known)
    step = _step(max(high - low, 1), MOST_STEPS)
    first, last = low // step, -(-high // step)
    return [place * step for place in range(first, max(last, first + 1) + 1)]


def days(places: Iterable[Along], most: int) -> list[Along]:
    """Return the days or steps that are written below a chart, evenly apart."""
    known = sorted(set(places))
    if len(known) <= most:
        return known
    apart = -(-(len(known) - 1) // (most - 1))
    return known[::apart]


def place(at: Along) -> int:
    """Return where a day or a step stands on its axis."""
    return at.toordinal() if isinstance(at, date) else at


def place_name(at: Along) -> str:
    """Write a day shortly, or a step with its sign."""
    if isinstance(at, date):
        return formats.date_format(at, "j M y" if at.day != 1 else "M Y")
    return written(Decimal(at))


def _step(span: int, most: int) -> int:
    """Return the smallest round step of which ``most`` cover the span."""
    power = 1
    while power * most < span:
        power *= 10
    for tenth in _ROUND:
        step = power * tenth // 100
        if step >= 1 and step * most >= span:
            return step
    return power
