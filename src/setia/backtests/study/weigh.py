"""Which pieces of time a question adds up, and with which weight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from setia.backtests.study.stack import BEFORE, Real, Stack, Truth

BLOCKS = 4


def over(stack: Stack, *spans: str, of: str = BEFORE) -> Real:
    """Add up spans, less as much as they would have held at the pace of an earlier time."""
    wanted, before = stack.is_in(*spans), stack.is_in(of)
    pace = stack.days[wanted].sum() / max(1.0, stack.days[before].sum())
    weights: Real = wanted.astype(float) - pace * before
    return weights


def piece(stack: Stack, place: int) -> Real:
    """One piece, less what it would have held at the pace of before."""
    before = stack.is_in(BEFORE)
    pace = stack.days[place] / max(1.0, stack.days[before].sum())
    weights: Real = -before.astype(float) * pace
    weights[place] += 1.0
    return weights


def slope(stack: Stack) -> Real:
    """Rise from piece to piece before the program."""
    before = stack.is_in(BEFORE)
    steps = np.cumsum(before).astype(float)
    rise: Real = np.where(before, steps - steps[before].mean(), 0.0)
    return rise


def blocks(stack: Stack) -> list[Real]:
    """Cut the time before the program into four; one question for each."""
    places = np.flatnonzero(stack.is_in(BEFORE))
    found = []
    for part in np.array_split(places, BLOCKS):
        weights = np.zeros(len(stack.spans))
        weights[part] = 1.0
        found.append(weights)
    return found


def pretended(stacks: Sequence[Stack]) -> tuple[list[Real], list[Truth]]:
    """Pretend that the program began in the last third of the time before it."""
    weights, bases = [], []
    for stack in stacks:
        places = np.flatnonzero(stack.is_in(BEFORE))
        late = places[-max(1, len(places) // 3) :]
        early = np.setdiff1d(places, late)
        one, base = np.zeros(len(stack.spans)), np.zeros(len(stack.spans), dtype=bool)
        base[early] = True
        one[late] = 1.0
        one[early] = -stack.days[late].sum() / max(1.0, stack.days[early].sum())
        weights.append(one)
        bases.append(base)
    return weights, bases
