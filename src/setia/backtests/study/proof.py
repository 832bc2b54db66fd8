"""The proof of the study: how often its interval holds the truth in generated worlds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from setia.backtests.study.alike import alike
from setia.backtests.study.contrast import Estimate
from setia.backtests.study.findings import FEWEST_WORTH, effect, too_few
from setia.backtests.study.stack import Stack
from setia.backtests.study.worlds import HOLDOUT, STAGGERED, World, made


@dataclass(frozen=True)
class Proof:
    """Of so many worlds: how many were answered, held the truth, called an effect falsely.

    ``covered`` and ``found`` are counts among those that were answered; ``found`` are the
    intervals that leave zero out: right where there was an effect, false where there was
    none. ``wide`` is the median reach of an interval, and ``astray`` the mean error, both
    as shares of the size before.
    """

    world: World
    worlds: int
    answered: int
    covered: int
    found: int
    wide: float
    astray: float

    @property
    def coverage(self) -> float:
        """The share of intervals that hold the truth; 95 % is promised."""
        return self.covered / max(1, self.answered)

    @property
    def finds(self) -> float:
        """The share of intervals that leave zero out."""
        return self.found / max(1, self.answered)


def prove(world: World, worlds: int, seed: int = 0) -> Proof:
    """Study so many worlds of a kind."""
    told: list[tuple[Estimate, float]] = []
    for number in range(worlds):
        seen = made(world, seed + number)
        found = answer(seen.stacks, world.design)
        if found is not None:
            told.append((found, seen.truth))
    covered = sum(one.low <= truth <= one.high for one, truth in told)
    found_some = sum(not one.low <= 0 <= one.high for one, _ in told)
    reaches = sorted((one.high - one.low) / 2 / one.size for one, _ in told)
    errors = [(one.total - truth) / one.size for one, truth in told]
    return Proof(
        world,
        worlds,
        len(told),
        covered,
        found_some,
        reaches[len(reaches) // 2] if reaches else float("nan"),
        sum(errors) / len(errors) if errors else float("nan"),
    )


def answer(stacks: Sequence[Stack], design: str) -> Estimate | None:
    """Return the effect as a backtest would tell it, or nothing where it would refuse."""
    if too_few(stacks, by_territory=design == STAGGERED):
        return None
    main = effect(stacks)
    if design != STAGGERED and min(main.with_it, main.without) < FEWEST_WORTH:
        return None
    return main if alike(stacks).holds(drawn=design == HOLDOUT) else None
