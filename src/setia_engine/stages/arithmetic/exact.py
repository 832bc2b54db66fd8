"""Exact arithmetic on columns of awards.

Columns of awards are numpy arrays of whole numbers: ``int64`` while no result can leave 64
bits, Python's own integers (``object``) where one could. A number that is not whole is a
``Ratio`` of two such columns. ``values.rounding`` has the same meaning for one number; the
two are held to each other by properties.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from setia_engine.values.numbers import MILLIONTHS
from setia_engine.values.rounding import RoundingMode

Whole = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]
DIGIT = 10**9
"""The base of the digits that numbers are cut into where their products grow too wide."""
LIMIT = 2**62
"""Results stay within 62 bits, so that the sum of two never overflows."""


@dataclass(frozen=True)
class Ratio:
    """A column of exact numbers ``num / den``, each ``den`` above 0 where defined."""

    num: Whole
    den: Whole | int
    defined: Mask

    def take(self, rows: npt.NDArray[Any]) -> Ratio:
        """Return the ratio at some rows, or where a mask is true."""
        den = self.den if isinstance(self.den, int) else self.den[rows]
        return Ratio(self.num[rows], den, self.defined[rows])


def whole_ratio(num: Whole, den: int = 1) -> Ratio:
    """Return ``num / den`` as a column that is defined everywhere."""
    return Ratio(num, den, np.ones(len(num), dtype=bool))


def peak(column: Whole | int) -> int:
    """Return the largest absolute value in a column, 0 if it is empty."""
    if isinstance(column, int):
        return abs(column)
    if len(column) == 0:
        return 0
    return max(abs(int(column.max())), abs(int(column.min())))


def negated(column: Whole) -> Whole:
    """Turn every sign around; the least number of 64 bits has no opposite among them."""
    return -column if peak(column) < LIMIT else -column.astype(object)


def absolute(column: Whole) -> Whole:
    """Drop every sign."""
    return np.where(column < 0, negated(column), column)


def times(left: Whole, right: Whole | int) -> Whole:
    """Multiply, moving to Python integers where a product could leave 64 bits."""
    return _exactly(lambda a, b: a * b, peak(left) * peak(right), left, right)


def plus(left: Whole, right: Whole | int) -> Whole:
    """Add, moving to Python integers where a sum could leave 64 bits."""
    return _exactly(lambda a, b: a + b, peak(left) + peak(right), left, right)


def minus(left: Whole, right: Whole | int) -> Whole:
    """Subtract, moving to Python integers where a difference could leave 64 bits."""
    return _exactly(lambda a, b: a - b, peak(left) + peak(right), left, right)


def _exactly(
    work: Callable[[Any, Any], Any], bound: int, left: Whole, right: Whole | int
) -> Whole:
    if bound < LIMIT and peak(left) < LIMIT and peak(right) < LIMIT:
        return np.asarray(work(_narrow(left), _narrow(right)))
    return np.asarray(work(_wide(left), _wide(right)), dtype=object)


def _narrow(column: Whole | int) -> Whole | int:
    if isinstance(column, int) or column.dtype != object:
        return column
    return column.astype(np.int64)


def _wide(column: Whole | int) -> Whole | int:
    return column if isinstance(column, int) else column.astype(object)


def floor_divide(num: Whole, den: Whole | int) -> tuple[Whole, Whole]:
    """Divide by what is above 0, towards minus infinity; return quotient and remainder."""
    if peak(num) < LIMIT and peak(den) < LIMIT:
        upper, lower = _narrow(num), _narrow(den)
    else:
        upper, lower = _wide(num), _wide(den)
    quotient = np.asarray(upper // lower)
    return quotient, np.asarray(upper - quotient * lower)


def digits_needed(column: Whole) -> int:
    """Return how many digits the largest number has; at least one."""
    count, most = 1, peak(column) // DIGIT
    while most:
        count, most = count + 1, most // DIGIT
    return count


def digits(column: Whole, count: int) -> list[Whole]:
    """Cut numbers that are not below 0 into so many digits, the highest first."""
    found: list[Whole] = []
    for _ in range(count):
        column, low = floor_divide(column, DIGIT)
        found.append(low)
    return found[::-1]


def truncate(ratio: Ratio) -> Whole:
    """Return the whole part of each number, towards zero."""
    quotient, _ = floor_divide(absolute(ratio.num), ratio.den)
    return np.where(ratio.num < 0, negated(quotient), quotient)


def round_units(ratio: Ratio, mode: RoundingMode) -> Whole:
    """Round each number to a whole one; halves by mode, on the absolute value."""
    quotient, rest = floor_divide(absolute(ratio.num), ratio.den)
    up = _goes_up(quotient, rest, ratio.den, mode)
    rounded = plus(quotient, up.astype(np.int64))
    return np.where(ratio.num < 0, negated(rounded), rounded)


def _goes_up(quotient: Whole, rest: Whole, den: Whole | int, mode: RoundingMode) -> Mask:
    if mode == "down":
        return np.zeros(len(rest), dtype=bool)
    if mode == "up":
        return np.asarray(rest > 0, dtype=bool)
    twice = times(rest, 2)
    above: Mask = np.asarray(twice > den, dtype=bool)
    half: Mask = np.asarray(twice == den, dtype=bool)
    if mode == "half_even":
        half &= np.asarray(quotient % 2 == 1, dtype=bool)
    return np.logical_or(above, half)


def millionths(ratio: Ratio) -> Whole:
    """Return each number in whole millionths, halves away from zero; undefined ones as 0."""
    rounded = round_units(scale(ratio, Fraction(MILLIONTHS)), "half_up")
    return np.where(ratio.defined, rounded, 0)


def scale(ratio: Ratio, factor: Fraction) -> Ratio:
    """Multiply each number by the same exact factor."""
    den = (
        ratio.den * factor.denominator
        if isinstance(ratio.den, int)
        else times(ratio.den, factor.denominator)
    )
    return Ratio(times(ratio.num, factor.numerator), den, ratio.defined)


def compare(ratio: Ratio, limit: Fraction) -> Whole:
    """Return the sign of each number less the limit; undefined numbers give 0."""
    left = times(ratio.num, limit.denominator)
    right = (
        np.full(len(ratio.num), ratio.den * limit.numerator, dtype=object)
        if isinstance(ratio.den, int)
        else times(ratio.den, limit.numerator)
    )
    signs = np.asarray(left > right, dtype=np.int8) - np.asarray(
        left < right, dtype=np.int8
    )
    return np.where(ratio.defined, signs, 0)


def descending_rank(ratio: Ratio) -> Whole:
    """Return numbers that sort as the ratio does, largest first, equal ones alike."""
    if isinstance(ratio.den, int):
        falling = negated(ratio.num)
        if falling.dtype != object:
            return falling
        return np.unique(falling, return_inverse=True)[1]
    exact = [Fraction(int(n), int(d)) for n, d in zip(ratio.num, ratio.den, strict=True)]
    order = {value: rank for rank, value in enumerate(sorted(set(exact), reverse=True))}
    return np.fromiter((order[value] for value in exact), dtype=np.int64, count=len(exact))


def choose(which: Whole, ratios: list[Ratio], rows: int) -> Ratio:
    """Return for each row the number of the ratio that ``which`` names, from 1; 0 is nothing.

    The ratios' denominators are numbers, not columns.
    """
    dens = [int(ratio.den) for ratio in ratios if isinstance(ratio.den, int)]
    common = math.lcm(*dens)
    num: Whole = np.zeros(rows, dtype=np.int64)
    for place, (ratio, den) in enumerate(zip(ratios, dens, strict=True), start=1):
        num = np.where(which == place, times(ratio.num, common // den), num)
    return whole_ratio(num, common)


def summed(ratios: list[Ratio]) -> Ratio:
    """Add ratios whose denominators are numbers."""
    common = math.lcm(*(int(ratio.den) for ratio in ratios if isinstance(ratio.den, int)))
    num: Whole = np.zeros(len(ratios[0].num), dtype=np.int64)
    for ratio in ratios:
        if isinstance(ratio.den, int):
            num = plus(num, times(ratio.num, common // ratio.den))
    return whole_ratio(num, common)


def not_below_zero(ratio: Ratio) -> Ratio:
    """Lift what is below 0 to 0."""
    return Ratio(np.maximum(ratio.num, 0), ratio.den, ratio.defined)


def slices(value: Whole, starts: list[Whole], rates: list[int]) -> Whole:
    """Return the sum of each slice of a value times its rate; the last slice is open."""
    num: Whole = np.zeros(len(value), dtype=np.int64)
    ends: list[Whole | None] = [*starts[1:], None]
    for start, end, rate in zip(starts, ends, rates, strict=True):
        top = value if end is None else np.minimum(value, end)
        num = plus(num, times(np.maximum(minus(top, start), 0), rate))
    return num


def total(column: Whole) -> int:
    """Sum a column exactly."""
    if column.dtype == object or peak(column) * max(len(column), 1) >= LIMIT:
        return sum(int(value) for value in column)
    return int(column.sum())


def running_total(column: Whole) -> Whole:
    """Return the exact sum of each row and all rows before it."""
    if column.dtype == object or peak(column) * max(len(column), 1) >= LIMIT:
        return np.cumsum(column.astype(object))
    return np.cumsum(column)


def share_out(whole: int, weights: Whole, ties: npt.NDArray[Any]) -> Whole:
    """Share whole units over positive weights by largest remainder.

    ``ties`` holds a sorting number per row: of equal remainders the lower comes first.
    """
    parts, rest = floor_divide(times(weights, whole), total(weights))
    left_over = whole - total(parts)
    first = sorted(range(len(parts)), key=lambda row: (-int(rest[row]), ties[row]))[
        :left_over
    ]
    parts[first] += 1
    return parts


def split_by_shares(units: Whole, shares: list[Fraction]) -> list[Whole]:
    """Split each row's units by the same shares, which sum to 1, by largest remainder.

    Ties go to the share given first. Returns one column per share.
    """
    parts: list[Whole] = []
    rests: list[Whole] = []
    common = math.lcm(*(share.denominator for share in shares))
    for share in shares:
        part, rest = floor_divide(times(units, int(share * common)), common)
        parts.append(part)
        rests.append(rest)
    left_over = units
    for part in parts:
        left_over = minus(left_over, part)
    # A stable sort on the negated remainder keeps the order given among equals.
    order = np.argsort(-np.stack(rests), axis=0, kind="stable")
    place = np.argsort(order, axis=0, kind="stable")
    return [
        plus(part, (place[row] < left_over).astype(np.int64))
        for row, part in enumerate(parts)
    ]
