"""Scales in which exact amounts are kept as whole numbers.

Money is counted in minor units (hundredths), quantity in thousandths, a rate in
millionths. A margin may multiply a product cost (hundredths) by a quantity (thousandths)
and is kept in hundred-thousandths.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

MINOR = 100
THOUSANDTHS = 1_000
MILLIONTHS = 1_000_000
MARGIN_UNITS = MINOR * THOUSANDTHS


def scaled(value: Decimal | Fraction | int, scale: int) -> int:
    """Return ``value × scale`` as a whole number.

    Raises:
        ValueError: The value is finer than the scale can hold.
    """
    exact = Fraction(value) * scale
    if exact.denominator != 1:
        raise ValueError(f"{value} is finer than 1/{scale}")
    return exact.numerator


def per_unit(number: Decimal | Fraction, scale: int) -> Fraction:
    """Return a number per whole, told per unit of a scale: 30 % per minor unit."""
    return Fraction(number) / scale


def whole_multiples(numbers: Sequence[Fraction]) -> tuple[list[int], Fraction]:
    """Tell numbers as whole multiples of their largest common unit; return that unit too.

    Keeping the multiples small keeps their products with sums of sales small.
    """
    den = math.lcm(*(number.denominator for number in numbers))
    whole = [number.numerator * (den // number.denominator) for number in numbers]
    common = math.gcd(*whole) or 1
    return [number // common for number in whole], Fraction(common, den)


def grown(growth: Fraction) -> Fraction:
    """Return what a base becomes, as a multiple of it, when it grows by so much."""
    return 1 + growth


def both(unit: Fraction, other: Fraction) -> Fraction:
    """Return the unit of a product of two numbers, each told in a unit of its own."""
    return unit * other


def inverse(number: Fraction) -> Fraction:
    """Return how often a number goes into 1."""
    return 1 / number


def units_of(amount: Decimal, to: Decimal) -> int:
    """Return an amount as a whole number of rounding units.

    Raises:
        ValueError: The amount is not a multiple of the unit.
    """
    units = Fraction(amount) / Fraction(to)
    if units.denominator != 1:
        raise ValueError(f"{amount} is no multiple of {to}")
    return units.numerator


def whole_at_least(number: Decimal, scale: int) -> int:
    """Return the least whole number of a scale's units that is not below a number."""
    exact = Fraction(number) * scale
    return -(-exact.numerator // exact.denominator)


def worth(units: int, to: Fraction) -> Fraction:
    """Return what a number of rounding units is worth."""
    return units * to
