"""Responses: what a plan costs when sales change by shares drawn from stated ranges.

The draws come from a seeded generator and are whole ten-thousandths. A percentile is one of
the costs that came out, by nearest rank; nothing is read between two of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from setia_engine.simulate.assumptions import WHOLE, Assumptions, Response
from setia_engine.simulate.changed_lines import lay_scaled
from setia_engine.simulate.trial import Cost, Trial


@dataclass(frozen=True)
class Sample:
    """One draw: the change of each group's sales, and what the plan then costs."""

    changes: tuple[int, ...]
    cost: Cost


def samples(trial: Trial, assumptions: Assumptions) -> Iterator[Sample]:
    """Draw changes for each group and have the engine evaluate the plan over them."""
    drawn = random.Random(assumptions.seed)  # noqa: S311 - to be repeated, not to be secret
    for _ in range(assumptions.samples):
        changes = tuple(drawn.randint(one.low, one.high) for one in assumptions.responses)
        yield Sample(changes, changed_cost(trial, changes))


def changed_cost(trial: Trial, changes: Sequence[int]) -> Cost:
    """Return what the plan costs when each group's sales change by its share."""
    if not any(changes):
        return trial.cost()
    factors = {number: WHOLE + change for number, change in enumerate(changes)}
    return trial.cost(lay_scaled(trial, "grp", factors, WHOLE))


def uniform_cost(trial: Trial, responses: Sequence[Response], change: int) -> Cost:
    """Return what the plan costs when all sales change by one share."""
    return changed_cost(trial, [change] * len(responses))


def at_percentile(values: Sequence[int], percent: int) -> int:
    """Return the value at a percentile by nearest rank.

    Raises:
        ValueError: There are no values.
    """
    if not values:
        raise ValueError("no values, no percentile")
    ranked = sorted(values)
    return ranked[max(0, -(-percent * len(ranked) // 100) - 1)]
