"""Break even: how much more must be sold for a plan to leave no less than there was.

What binding programs take grows with the sales. The engine says what the plan costs at each
step, so thresholds that more sales reach are in the answer.
"""

from __future__ import annotations

from collections.abc import Callable

from setia_engine.simulate.assumptions import WHOLE

LADDER = (0, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
"""Steps up to more than four times the sales; beyond that nobody would plan for it."""
FINE = 10
"""A tenth of a percent, in ten-thousandths."""


def break_even(margin: int, cost_at: Callable[[int], int]) -> int | None:
    """Return the least extra sales, in ten-thousandths, that lose nothing; None where none do.

    ``margin`` is what the sales leave before this plan, ``cost_at`` what the business pays
    for it when all sales grow by a share.
    """
    if cost_at(0) <= 0:
        return 0
    if margin <= 0:
        return None
    if (guess := _in_proportion(margin, cost_at(0))) is not None:
        lower = guess - FINE
        if _gains(margin, guess, cost_at) and not _gains(margin, lower, cost_at):
            return guess
    low = 0
    for high in LADDER:
        if _gains(margin, high, cost_at):
            return _between(low, high, margin, cost_at)
        low = high
    return None


def _in_proportion(margin: int, cost: int) -> int | None:
    """Return the answer for a plan whose cost grows as sales do, the commonest by far."""
    if cost >= margin:
        return None
    exact = -(-cost * WHOLE // (margin - cost))
    guess = -(-exact // FINE) * FINE
    return guess if FINE <= guess <= LADDER[-1] else None


def _gains(margin: int, extra: int, cost_at: Callable[[int], int]) -> bool:
    return margin * extra // WHOLE >= cost_at(extra)


def _between(low: int, high: int, margin: int, cost_at: Callable[[int], int]) -> int:
    """Halve a step at whose end nothing is lost until it is a tenth of a percent."""
    while high - low > FINE:
        middle = (low + high) // 2
        if _gains(margin, middle, cost_at):
            high = middle
        else:
            low = middle
    return high
