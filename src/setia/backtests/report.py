"""The report of a backtest: whole minor units, codes, and nothing that needs the facts again."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from setia.backtests.study.contrast import Estimate

TOLD, UNSURE, CANNOT = "told", "unsure", "cannot"


@dataclass(frozen=True)
class Range:
    """An effect in minor units: the best guess, and the ends that hold it in 95 of 100 cases.

    ``percent`` is the best guess as a share of what would have been, in hundredths of a
    percent; None where that is not known.
    """

    best: int
    low: int
    high: int
    percent: int | None = None

    @property
    def leaves_zero_out(self) -> bool:
        """Tell whether the sign is sure."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Step:
    """The effect on one piece of time."""

    start: str
    end: str
    span: str
    effect: Range | None


@dataclass(frozen=True)
class Side:
    """One side of the comparison: how many parties, and what they sold before and during."""

    parties: int
    units: int
    before_minor: int
    during_minor: int


@dataclass(frozen=True)
class Checks:
    """Probabilities, in ten-thousandths, of differences as large had both sides been alike.

    ``since`` asks about the time since mates were chosen; None where nobody was.
    """

    slope: int
    blocks: int
    placebo: int
    pretended: int
    since: int | None = None


@dataclass(frozen=True)
class Report:
    """What a program did: ``verdict`` first, then what it rests on.

    ``design`` is None where none was possible; ``declined`` says of the earlier ones why not.
    ``reasons`` are the codes of what cannot be told, ``cautions`` of what to keep in mind.
    """

    program: str
    verdict: str
    start: str
    end: str
    as_of: str
    pace: str
    design: str | None = None
    declined: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    ours: Side | None = None
    others: Side | None = None
    left_out: int = 0
    effects: dict[str, Range] = field(default_factory=dict)
    path: tuple[Step, ...] = ()
    checks: Checks | None = None
    cost_minor: int | None = None
    compared_cost_minor: int | None = None
    house_cost_minor: int | None = None
    profit: Range | None = None
    per_extra: Range | None = None
    """Cost for each extra unit of revenue, in ten-thousandths."""

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data, to be kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Read a kept report."""
        steps = tuple(
            Step(**{**one, "effect": _range(one["effect"])}) for one in kept["path"]
        )
        return cls(
            **{
                **kept,
                "declined": tuple((one[0], one[1]) for one in kept["declined"]),
                "reasons": tuple(kept["reasons"]),
                "cautions": tuple(kept["cautions"]),
                "advice": tuple(kept["advice"]),
                "ours": Side(**kept["ours"]) if kept["ours"] else None,
                "others": Side(**kept["others"]) if kept["others"] else None,
                "effects": {name: Range(**one) for name, one in kept["effects"].items()},
                "path": steps,
                "checks": Checks(**kept["checks"]) if kept["checks"] else None,
                "profit": _range(kept["profit"]),
                "per_extra": _range(kept["per_extra"]),
            }
        )


def _range(kept: dict[str, Any] | None) -> Range | None:
    return None if kept is None else Range(**kept)


def range_of(found: Estimate, anyway: float | None = None) -> Range | None:
    """Round an estimate to whole minor units; None where it has none."""
    if not all(math.isfinite(one) for one in (found.total, found.low, found.high)):
        return None
    percent = None
    if anyway is not None and anyway >= 1:
        percent = round(found.total / anyway * 10_000)
    return Range(round(found.total), round(found.low), round(found.high), percent)


def day(text: str) -> date:
    """Return a day of a report."""
    return date.fromisoformat(text)
