"""Responses: what a plan costs when sales change by shares drawn from stated ranges.

The draws follow from a seed, and are whole ten-thousandths. A percentile is one of
the costs that came out, by nearest rank; nothing is read between two of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from setia_engine.simulate.assumptions import WHOLE, Assumptions
from setia_engine.simulate.changed_lines import lay_scaled
from setia_engine.simulate.trial import Cost, Trial


class Costs:
    """What a plan costs by how the sales of each group change; each is evaluated once."""

    def __init__(self, trial: Trial, was: Cost, groups: int) -> None:
        self._trial = trial
        self._groups = groups
        self._known: dict[tuple[int, ...], Cost] = {(0,) * groups: was}

    def at(self, changes: tuple[int, ...]) -> Cost:
        """Return the cost when each group's sales change by its share."""
        if changes not in self._known:
            factors = {number: WHOLE + change for number, change in enumerate(changes)}
            lines = lay_scaled(self._trial, "grp", factors, WHOLE)
            self._known[changes] = self._trial.cost(lines)
        return self._known[changes]

    def at_once(self, change: int) -> Cost:
        """Return the cost when all sales change by one share."""
        return self.at((change,) * self._groups)


def drawn_changes(assumptions: Assumptions) -> Iterator[tuple[int, ...]]:
    """Draw a change for each group, as often as there are samples."""
    for number in range(assumptions.samples):
        yield tuple(
            _drawn(f"{assumptions.seed} {number} {group}", one.low, one.high)
            for group, one in enumerate(assumptions.responses)
        )


def _drawn(name: str, low: int, high: int) -> int:
    """Return a whole number between two, the same for the same name on every machine."""
    digest = hashlib.sha256(name.encode()).digest()
    return low + int.from_bytes(digest, "big") % (high - low + 1)


def at_percentile(values: Sequence[int], percent: int) -> int:
    """Return the value at a percentile by nearest rank.

    Raises:
        ValueError: There are no values.
    """
    if not values:
        raise ValueError("no values, no percentile")
    ranked = sorted(values)
    return ranked[max(0, -(-percent * len(ranked) // 100) - 1)]
