"""The one estimate that everything rests on: how much more those with the program grew.

Each unit's amount is held against its own size before; units weigh by that size. The
difference of the two weighted means, times the size of those with the program, is the
effect. For revenue this says: without the program they would have grown as the others did.
The sums over parties are the sums over their territories, so the same estimate holds
whichever of both chance is thought to hit as one; only the interval differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from setia.backtests.study.stack import BEFORE, SCOPE, Real, Stack, Truth, Words

LEVEL = 0.95
ROUNDING = 1e-9


@dataclass(frozen=True)
class Estimate:
    """An effect over all that were compared, with its interval, and as a share of their size.

    ``with_it`` and ``without`` are how many units of equal weight both sides are worth.
    """

    total: float
    low: float
    high: float
    p: float
    rate: float
    with_it: float
    without: float
    size: float


@dataclass(frozen=True)
class Measured:
    """One stack by units: who had the program, how large they were, what they changed by."""

    treated: Truth
    units: Words
    size: Real
    change: Real


def contrast(
    stacks: Sequence[Stack],
    outcome: str,
    weights: Sequence[Real],
    *,
    size: str = SCOPE,
    base: Sequence[Truth] | None = None,
) -> Estimate:
    """Estimate an effect on a weighted sum of the pieces of time, over all stacks.

    ``weights`` holds one weight per piece for each stack; ``base`` the pieces that a unit's
    size is taken from, else all before the program.
    """
    found = [
        _measured(
            one, outcome, one_weights, size, one.is_in(BEFORE) if base is None else base[n]
        )
        for n, (one, one_weights) in enumerate(zip(stacks, weights, strict=True))
    ]
    worth_with, worth_without = worth(found)
    if min(worth_with, worth_without) <= 1:
        whole = sum(float(one.size[one.treated].sum()) for one in found)
        nan = float("nan")
        return Estimate(nan, nan, nan, nan, nan, worth_with, worth_without, whole)
    if len(found) == 1:
        rate, spread_with, spread_without, whole = _one(found[0])
    else:
        rate, spread_with, spread_without, whole = _many(found)
    spread = spread_with + spread_without
    degrees = _degrees((spread_with, worth_with), (spread_without, worth_without))
    return _estimate(rate, spread, degrees, whole, (worth_with, worth_without))


def worth(found: Sequence[Measured]) -> tuple[float, float]:
    """Return how many units of equal weight each side is worth: few large ones count little."""
    sizes: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for one in found:
        for unit, size, treated in zip(one.units, one.size, one.treated, strict=True):
            side = sizes[0 if treated else 1]
            # A territory that is held against several others is still one territory.
            side[str(unit)] = max(side.get(str(unit), 0.0), float(size))
    return _kish(sizes[0].values()), _kish(sizes[1].values())


def _kish(sizes: Iterable[float]) -> float:
    values = np.array(list(sizes), dtype=np.float64)
    squares = float((values**2).sum())
    return 0.0 if squares == 0 else float(values.sum()) ** 2 / squares


def _measured(
    stack: Stack, outcome: str, weights: Real, size: str, base: Truth
) -> Measured:
    names, place = np.unique(
        np.char.add(stack.units.astype(str), np.where(stack.treated, "+", "-")),
        return_inverse=True,
    )
    change = _summed(stack.amounts[outcome] @ weights, place, len(names))
    sizes = _summed(stack.amounts[size][:, base].sum(axis=1), place, len(names))
    kept = sizes > 0
    treated = np.char.endswith(names, "+")
    units = np.array([name[:-1] for name in names])
    return Measured(treated[kept], units[kept], sizes[kept], change[kept] / sizes[kept])


def _summed(values: Real, place: npt.NDArray[np.int64], count: int) -> Real:
    sums: Real = np.bincount(place, values, count).astype(np.float64)
    return sums


def _one(found: Measured) -> tuple[float, float, float, float]:
    """Estimate one stack: leaving each unit out once gives the spread (HC3)."""
    # It takes more than a second to import, which only whoever estimates should wait for.
    from statsmodels.regression.linear_model import WLS  # noqa: PLC0415 - heavy, see above

    sides = np.column_stack([found.treated, ~found.treated]).astype(float)
    fit = WLS(found.change, sides, weights=found.size).fit(cov_type="HC3")
    spread = np.asarray(fit.cov_params())
    whole = float(found.size[found.treated].sum())
    rate = float(fit.params[0] - fit.params[1])
    return rate, float(spread[0, 0]), float(spread[1, 1]), whole


def _many(found: Sequence[Measured]) -> tuple[float, float, float, float]:
    """Estimate several stacks at once; a unit in several of them is left out of all at once."""
    rate, whole = _stacked(found)
    ever = {str(unit) for one in found for unit in one.units[one.treated]}
    units = sorted({str(unit) for one in found for unit in one.units})
    spreads = {True: 0.0, False: 0.0}
    for unit in units:
        rest = [_without(one, unit) for one in found]
        kept = [one for one in rest if one.treated.any() and (~one.treated).any()]
        if kept:
            spreads[unit in ever] += (_stacked(kept)[0] - rate) ** 2
    scale = (len(units) - 1) / len(units)
    return rate, spreads[True] * scale, spreads[False] * scale, whole


def _stacked(found: Sequence[Measured]) -> tuple[float, float]:
    from statsmodels.regression.linear_model import WLS  # noqa: PLC0415 - heavy, as above

    rows = sum(len(one.size) for one in found)
    design, start = np.zeros((rows, 2 * len(found))), 0
    for number, one in enumerate(found):
        end = start + len(one.size)
        design[start:end, 2 * number] = one.treated
        design[start:end, 2 * number + 1] = 1.0
        start = end
    change = np.concatenate([one.change for one in found])
    size = np.concatenate([one.size for one in found])
    effects = np.asarray(WLS(change, design, weights=size).fit().params)[::2]
    sizes = np.array([float(one.size[one.treated].sum()) for one in found])
    return float(effects @ sizes / sizes.sum()), float(sizes.sum())


def _without(found: Measured, unit: str) -> Measured:
    kept = found.units != unit
    return Measured(
        found.treated[kept], found.units[kept], found.size[kept], found.change[kept]
    )


def _degrees(*sides: tuple[float, float]) -> float:
    """Return Welch's degrees of freedom, from the spread and the worth of both sides."""
    above = sum(spread for spread, _ in sides) ** 2
    below = sum(spread**2 / max(worth - 1, 0.5) for spread, worth in sides)
    return max(1.0, above / below) if below > 0 else 1.0


def _estimate(
    rate: float, spread: float, degrees: float, whole: float, worth: tuple[float, float]
) -> Estimate:
    from scipy.stats import t as student  # noqa: PLC0415 - heavy, as above

    wide = sqrt(spread)
    reach = float(student.ppf(0.5 + LEVEL / 2, degrees)) * wide
    # What is nothing but the rounding of floats is no difference, however sure it looks.
    same = wide == 0 or abs(rate) < ROUNDING
    p = 1.0 if same else float(2 * student.sf(abs(rate) / wide, degrees))
    ends = rate * whole, (rate - reach) * whole, (rate + reach) * whole
    return Estimate(*ends, p=p, rate=rate, with_it=worth[0], without=worth[1], size=whole)
