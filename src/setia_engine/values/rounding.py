"""The one place where an exact number is rounded, and where a whole is shared out.

Both are defined in spec terms: rounding works on the absolute value and puts the sign
back; sharing is by largest remainder, each exact share first rounded down towards minus
infinity. The vectorised twins in ``stages.arithmetic`` are held to these.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

RoundingMode = Literal["half_up", "half_even", "down", "up"]


def round_units(exact: Fraction, mode: RoundingMode) -> int:
    """Round an exact number of units to a whole one.

    ``half_up`` is half away from zero, ``down`` towards zero, ``up`` away from zero.
    """
    whole, rest = divmod(abs(exact.numerator), exact.denominator)
    if rest and _goes_up(whole, 2 * rest, exact.denominator, mode):
        whole += 1
    return -whole if exact < 0 else whole


def _goes_up(whole: int, twice_rest: int, denominator: int, mode: RoundingMode) -> bool:
    if mode == "up":
        return True
    if mode == "down":
        return False
    if twice_rest == denominator:
        return mode == "half_up" or whole % 2 == 1
    return twice_rest > denominator


def share_out(total: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Share whole units by weight so that the parts sum exactly to the total.

    Each exact share is rounded down (towards minus infinity); the units left over go one
    each to the largest remainders, ties in the order given.

    Raises:
        ValueError: The weights sum to nothing, so that there is no share to take.
    """
    whole = sum(weights, start=Fraction(0))
    if whole == 0:
        raise ValueError("weights that sum to nothing share out nothing")
    shares = [Fraction(total) * weight / whole for weight in weights]
    parts = [share.numerator // share.denominator for share in shares]
    left_over = total - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for index in by_remainder[:left_over]:
        parts[index] += 1
    return parts
