"""Generated worlds: businesses in which the effect of a program is known, zero among them.

Sales of a party and a week are its size times the season times its own growth times noise
that lingers; sizes have heavy tails, and some weeks have no sale at all. The program adds
a share of what would have been sold anyway. Amounts are floats: nothing here is paid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from setia.backtests.study.cohorts import cohorts
from setia.backtests.study.matching import match
from setia.backtests.study.stack import (
    AFTER,
    BEFORE,
    DURING,
    MARGIN,
    MATCH,
    NEAR,
    OTHER,
    QUANTITY,
    RETURNED,
    SCOPE,
    Real,
    Stack,
    Truth,
)

HOLDOUT, STAGGERED, MATCHED = "holdout", "staggered", "matched"
DESIGNS = (HOLDOUT, STAGGERED, MATCHED)
WEEK = 7


@dataclass(frozen=True)
class World:
    """How a world is made; weeks before, just before, during and after the program."""

    design: str
    effect: float = 0.0
    parties: int = 300
    territories: int = 16
    before: int = 52
    near: int = 2
    during: int = 13
    after: int = 6
    growth_of_ours: float = 0.0
    """How much faster than the others those with the program grow anyway, in a year."""

    @property
    def weeks(self) -> int:
        """All weeks together."""
        return self.before + self.near + self.during + self.after


@dataclass(frozen=True)
class Seen:
    """What a world shows to a study, and the truth that it hides."""

    stacks: list[Stack]
    truth: float


def made(world: World, seed: int) -> Seen:
    """Make a world; the same seed, the same world."""
    rng = np.random.default_rng([DESIGNS.index(world.design), seed])
    size = np.exp(rng.normal(0.0, 1.0, world.parties)) * 1_000_000
    territory = rng.permutation(np.arange(world.parties) % world.territories)
    ways = {HOLDOUT: _held_out, STAGGERED: _staggered, MATCHED: _chosen}
    return ways[world.design](world, rng, size, territory)


def _held_out(world: World, rng: np.random.Generator, size: Real, where: Real) -> Seen:
    """Draw a fifth of the parties at random who go without."""
    treated = np.ones(world.parties, dtype=bool)
    treated[rng.choice(world.parties, world.parties // 5, replace=False)] = False
    anyway = _anyway(world, rng, size, where, treated)
    start = world.before + world.near
    return _one_stack(world, treated, anyway, start)


def _chosen(world: World, rng: np.random.Generator, size: Real, where: Real) -> Seen:
    """Let large parties be chosen more often, then look for mates of those chosen."""
    rank = size.argsort().argsort() / world.parties
    treated = rng.random(world.parties) < 0.15 + 0.4 * rank
    anyway = _anyway(world, rng, size, where, treated)
    seen = _one_stack(world, treated, anyway, world.before + world.near)
    whole = seen.stacks[0]
    half = world.before // 2
    pairs = match(whole.amounts[SCOPE][:, :half], treated)
    rows = np.concatenate([pairs.treated, pairs.mates])
    kept = whole.only(rows)
    truth = float((anyway[pairs.treated] * world.effect)[:, whole.is_in(DURING)].sum())
    spans = (MATCH,) * half + whole.spans[half:]
    stack = Stack(kept.treated, kept.units, kept.amounts, spans, kept.days)
    return Seen([stack], truth)


def _staggered(world: World, rng: np.random.Generator, size: Real, where: Real) -> Seen:
    """Begin in a third of the territories, later in another third, in the rest never."""
    order = rng.permutation(world.territories)
    third = world.territories // 3
    first = world.before + world.near
    starts: dict[str, int | None] = {}
    for place, one in enumerate(order):
        starts[str(one)] = (first, first + 6, None)[min(place // third, 2)]
    begun = np.array(
        [starts[str(one)] if starts[str(one)] is not None else 10**6 for one in where]
    )
    anyway = _anyway(world, rng, size, where, begun < 10**6)
    weeks = np.arange(world.weeks)
    running = (weeks >= begun[:, None]) & (weeks < first + world.during)
    sold = anyway * (1 + world.effect * running)
    stacks, truth = [], 0.0
    for one in cohorts(starts, first + world.during - 1):
        names = [*one.begun, *one.waiting]
        rows = np.flatnonzero(np.isin(where.astype(str), names))
        treated = np.isin(where[rows].astype(str), one.begun)
        spans = _spans(world.weeks, one.start, one.until, world.near)
        units = where[rows].astype(str)
        stack = Stack(treated, units, _amounts(sold[rows]), spans, _days(world.weeks))
        stacks.append(stack)
        kept = rows[treated]
        during = stack.is_in(DURING)
        truth += float((anyway[kept] * world.effect)[:, during].sum())
    return Seen(stacks, truth)


def _anyway(
    world: World, rng: np.random.Generator, size: Real, where: Real, ours: Truth
) -> Real:
    """Return what every party would have sold in each week without a program."""
    weeks = np.arange(world.weeks)
    season = 1 + 0.25 * np.sin(2 * np.pi * weeks / 52) + 0.6 * (np.abs(weeks - 40) < 2)
    own = rng.normal(0.05, 0.25, world.parties) + world.growth_of_ours * ours
    growth = np.exp(np.outer(own, weeks / 52))
    shape = (world.parties, world.weeks)
    lingering = _lingering(rng, shape, 0.6, 0.5)
    theirs = _lingering(rng, (world.territories, world.weeks), 0.5, 0.06)[where]
    buys = rng.random(shape) < 0.7
    weekly = size[:, None] * season * growth * np.exp(lingering + theirs) * buys
    found: Real = weekly
    return found


def _lingering(
    rng: np.random.Generator, shape: tuple[int, int], keeps: float, wide: float
) -> Real:
    """Noise of which a part stays from week to week."""
    fresh = rng.normal(0.0, wide * np.sqrt(1 - keeps**2), shape)
    fresh[:, 0] = rng.normal(0.0, wide, shape[0])
    for week in range(1, shape[1]):
        fresh[:, week] += keeps * fresh[:, week - 1]
    found: Real = fresh
    return found


def _one_stack(world: World, treated: Truth, anyway: Real, start: int) -> Seen:
    spans = _spans(world.weeks, start, start + world.during - 1, world.near)
    during = np.array([one == DURING for one in spans])
    running = treated[:, None] & during
    sold = anyway * (1 + world.effect * running)
    units = np.arange(world.parties).astype(str)
    stack = Stack(treated, units, _amounts(sold), spans, _days(world.weeks))
    return Seen([stack], float((anyway * world.effect)[running].sum()))


def _spans(weeks: int, start: int, until: int, near: int) -> tuple[str, ...]:
    edges = ((start - near, BEFORE), (start, NEAR), (until + 1, DURING), (weeks, AFTER))
    return tuple(next(name for edge, name in edges if week < edge) for week in range(weeks))


def _amounts(sold: Real) -> dict[str, Real]:
    nothing = np.zeros_like(sold)
    return {
        SCOPE: sold,
        OTHER: nothing,
        MARGIN: sold * 0.3,
        RETURNED: nothing,
        QUANTITY: sold,
    }


def _days(weeks: int) -> Real:
    return np.full(weeks, float(WEEK))
