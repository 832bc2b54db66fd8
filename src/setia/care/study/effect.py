"""What care brings, by the lot: those drawn early in their band against those drawn late.

Nobody chose who stands early. So the difference between both is owed to standing early, and
standing early does nothing but to be reached more. Who was reached is not compared with who
was not: people turn to those with whom it goes well anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]

FEWEST = 100
"""Parties that each side needs; below it an interval of this kind promises too much."""
WIDEST = 0.15
"""Where what a touch brings is known no closer than this, "nothing seen" would say too much."""
WEAKEST = 10.0
"""Squared distance from zero, in errors, by which early must be reached more than late."""
NORMAL = 1.959963984540054


class Verdict(StrEnum):
    """What can be said."""

    TOO_FEW = "too_few"
    TOO_ALIKE = "too_alike"
    TOO_WIDE = "too_wide"
    HELPS = "helps"
    HARMS = "harms"
    NOTHING_SEEN = "nothing_seen"


@dataclass(frozen=True)
class Seen:
    """One row for each party and month: in which stratum it was drawn, and what followed."""

    party: Whole
    stratum: Whole
    early: Truth
    touched: Truth
    came: Truth

    def __len__(self) -> int:
        return len(self.party)


@dataclass(frozen=True)
class Interval:
    """An estimate with the bounds that hold the truth 95 times in 100."""

    value: float
    low: float
    high: float

    @property
    def reach(self) -> float:
        """Return how far it reaches to each side."""
        return (self.high - self.low) / 2

    def holds(self, truth: float) -> bool:
        """Tell whether a value lies within."""
        return self.low <= truth <= self.high


@dataclass(frozen=True)
class Side:
    """Those drawn early, or late: how many, which share was reached, and which came."""

    rows: int
    parties: int
    touched: float
    came: float


@dataclass(frozen=True)
class Effect:
    """Both sides, the difference that standing early makes, and that of being reached."""

    verdict: Verdict
    early: Side
    late: Side
    reached: Interval | None = None
    drawn: Interval | None = None
    touch: Interval | None = None


def effect(seen: Seen) -> Effect:
    """Return the effect of standing early, and what it means for each who was reached.

    Strata in which all stand on one side have nothing to compare and are left out.
    """
    seen = _comparable(seen)
    early, late = _side(seen, seen.early), _side(seen, ~seen.early)
    if min(early.parties, late.parties) < FEWEST:
        return Effect(Verdict.TOO_FEW, early, late)
    lot = _within(seen.early, seen.stratum)
    reached, strength = _difference(lot, seen.touched, seen)
    drawn, _strength = _difference(lot, seen.came, seen)
    if strength < WEAKEST or reached.value <= 0:
        return Effect(Verdict.TOO_ALIKE, early, late, reached, drawn)
    touch = _per_touch(lot, seen)
    return Effect(_verdict(drawn, touch), early, late, reached, drawn, touch)


def _verdict(drawn: Interval, touch: Interval) -> Verdict:
    if drawn.low > 0:
        return Verdict.HELPS
    if drawn.high < 0:
        return Verdict.HARMS
    return Verdict.TOO_WIDE if touch.reach > WIDEST else Verdict.NOTHING_SEEN


def _comparable(seen: Seen) -> Seen:
    if not len(seen):
        return seen
    _names, place = np.unique(seen.stratum, return_inverse=True)
    rows, early = np.bincount(place), np.bincount(place, weights=seen.early)
    keep = ((early > 0) & (early < rows))[place]
    return Seen(
        seen.party[keep],
        seen.stratum[keep],
        seen.early[keep],
        seen.touched[keep],
        seen.came[keep],
    )


def _side(seen: Seen, which: Truth) -> Side:
    rows = int(which.sum())
    if not rows:
        return Side(0, 0, 0.0, 0.0)
    return Side(
        rows,
        len(np.unique(seen.party[which])),
        float(seen.touched[which].mean()),
        float(seen.came[which].mean()),
    )


def _within(values: npt.NDArray[np.generic], stratum: Whole) -> Real:
    """Return values less the mean of their stratum."""
    real = values.astype(np.float64)
    _names, place = np.unique(stratum, return_inverse=True)
    means = np.bincount(place, weights=real) / np.bincount(place)
    centred: Real = real - means[place]
    return centred


def _difference(lot: Real, values: Truth, seen: Seen) -> tuple[Interval, float]:
    """Return by how much the early differ, with errors that know a party comes many times."""
    # It takes more than a second to import, which only whoever estimates should wait for.
    from statsmodels.regression.linear_model import OLS  # noqa: PLC0415 - heavy, see above

    fitted = OLS(_within(values, seen.stratum), lot).fit(
        cov_type="cluster", cov_kwds={"groups": seen.party}
    )
    value, error = float(fitted.params[0]), float(fitted.bse[0])
    strength = (value / error) ** 2 if error > 0 else np.inf * abs(value or 1)
    return _interval(value, error), float(strength)


def _per_touch(lot: Real, seen: Seen) -> Interval:
    """Return the difference for each who was reached because of the lot."""
    came, touched = _within(seen.came, seen.stratum), _within(seen.touched, seen.stratum)
    moved = float(lot @ touched)
    value = float(lot @ came) / moved
    _names, place = np.unique(seen.party, return_inverse=True)
    by_party = np.bincount(place, weights=lot * (came - value * touched))
    parties = len(by_party)
    error = float(np.sqrt((by_party**2).sum() * parties / (parties - 1))) / abs(moved)
    return _interval(value, error)


def _interval(value: float, error: float) -> Interval:
    return Interval(value, value - NORMAL * error, value + NORMAL * error)
