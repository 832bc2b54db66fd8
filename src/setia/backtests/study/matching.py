"""Find for each party with the program the one without that was most like it long before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from setia.backtests.study.stack import Real, Truth

CALIPER = 0.25
"""How far apart a pair may be, in standard deviations of each of level and trend."""
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pairs:
    """Rows with the program and their mates, in the same order; who found none."""

    treated: Places
    mates: Places
    alone: Places


def match(amounts: Real, treated: Truth) -> Pairs:
    """Pair by level and by trend of amounts that the estimate does not use.

    The largest choose first, since they weigh most; nobody is a mate twice.
    """
    level, trend, known = _looks(amounts)
    wide = np.array([level[known].std() or 1.0, trend[known].std() or 1.0])
    looks = np.column_stack([level, trend]) / wide
    free = {int(row) for row in np.flatnonzero(~treated & known)}
    ours = [int(row) for row in np.flatnonzero(treated)]
    found: list[tuple[int, int]] = []
    alone: list[int] = []
    for row in sorted(ours, key=lambda one: (-level[one], one)):
        mate = _nearest(looks, row, free) if known[row] else None
        if mate is None:
            alone.append(row)
        else:
            free.remove(mate)
            found.append((row, mate))
    rows = np.array(found, dtype=np.int64).reshape(-1, 2)
    return Pairs(rows[:, 0], rows[:, 1], np.array(alone, dtype=np.int64))


def _looks(amounts: Real) -> tuple[Real, Real, Truth]:
    """Return each row's size and growth on a scale of ratios, and whether it sold at all."""
    half = amounts.shape[1] // 2
    early, late = amounts[:, :half].sum(axis=1), amounts[:, half:].sum(axis=1)
    whole = early + late
    known: Truth = whole > 0
    level: Real = np.log(np.where(known, whole, 1.0))
    # Halves without a sale are common; a share has no infinity.
    trend: Real = np.where(known, (late - early) / np.where(known, whole, 1.0), 0.0)
    return level, trend, known


def _nearest(looks: Real, row: int, free: set[int]) -> int | None:
    if not free:
        return None
    rows = np.array(sorted(free))
    apart = np.abs(looks[rows] - looks[row])
    within = (apart <= CALIPER).all(axis=1)
    if not within.any():
        return None
    distance = np.where(within, (apart**2).sum(axis=1), np.inf)
    return int(rows[int(np.argmin(distance))])
