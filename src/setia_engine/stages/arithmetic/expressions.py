"""Exact arithmetic inside an engine: what Ibis expressions may multiply and divide.

A wide number is decimal(38, 0): DuckDB and Spark both raise where it overflows, so that no
result is ever silently wrong. Division through a double is never used on a number that a
double cannot hold; the exact quotient is a function that each engine brings along.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.datatypes as dt
from ibis import udf

from setia_engine.stages.arithmetic.exact import DIGIT
from setia_engine.values.numbers import MILLIONTHS
from setia_engine.values.zone import DAY, Offsets

Column = Any
"""An Ibis column expression; Ibis has no types of its own to check against."""
WIDE = dt.Decimal(38, 0)


@udf.scalar.builtin(name="setia_quotient", signature=((WIDE, WIDE), WIDE))  # type: ignore[untyped-decorator] # Ibis has no types
def quotient(dividend: Column, divisor: Column) -> Column:
    """Divide towards zero, exactly; every engine defines ``setia_quotient`` on connecting."""


def wide(column: Column) -> Column:
    """Return a column as exact decimals of 38 digits."""
    return column.cast(WIDE)


def product(left: Column, right: Column) -> Column:
    """Multiply exactly."""
    return wide(wide(left) * wide(right))


def difference(left: Column, right: Column) -> Column:
    """Subtract exactly."""
    return wide(wide(left) - wide(right))


def in_millionths(column: Column, scale: int) -> Column:
    """Return what is counted in ``1 / scale`` in millionths."""
    return product(column, ibis.literal(MILLIONTHS // scale))


def moved_up(column: Column) -> Column:
    """Move a number up by one digit of ``exact.digits``."""
    return product(column, ibis.literal(DIGIT))


def floor_quotient(dividend: Column, divisor: Column) -> Column:
    """Divide by what is above 0, towards minus infinity, exactly."""
    whole = quotient(wide(dividend), wide(divisor))
    return wide(whole - (product(whole, divisor) > wide(dividend)).cast("int8").cast(WIDE))


def at_least(left: Column, right: Column) -> Column:
    """Return the larger of two."""
    return ibis.greatest(wide(left), wide(right))


def at_most(left: Column, right: Column) -> Column:
    """Return the smaller of two."""
    return ibis.least(wide(left), wide(right))


def local_day(instant: Column, offsets: Offsets) -> Column:
    """Return the local day number of an instant in microseconds.

    The remainder is taken off first, so that the division is of a whole number of days,
    which a double holds exactly.
    """
    local = instant + _offset(instant, offsets)
    rest = ((local % DAY) + DAY) % DAY
    return ((local - rest) / DAY).round().cast("int32")


def _offset(instant: Column, offsets: Offsets) -> Column:
    if not offsets.changes:
        return ibis.literal(offsets.offsets[0], "int64")
    branches = [
        (instant < change, ibis.literal(offset, "int64"))
        for change, offset in zip(offsets.changes, offsets.offsets, strict=False)
    ]
    return ibis.cases(*branches, else_=ibis.literal(offsets.offsets[-1], "int64"))
