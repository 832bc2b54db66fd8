"""The report of a simulation: figures and findings as data, without a sentence.

Money is in minor units, quantity in thousandths, shares in millionths, and changes of sales
in ten-thousandths. Days are those of the plan unless they say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from setia_engine.simulate.sales_of import Share

Verdict = Literal["pass", "fail", "refused"]
Severity = Literal["refuse", "fail", "warn"]
Figure = int | str | list[str]
LAYOUT = 1
"""Raised when a key changes its meaning, so that a report that was kept is read as it was."""


@dataclass(frozen=True)
class Finding:
    """One thing that speaks against a plan: a code, where in the document, and figures."""

    code: str
    severity: Severity
    path: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class Looked:
    """At which days of history a report looked, for which days of the plan."""

    start: date
    end: date
    for_start: date
    for_end: date
    windows: int
    of_windows: int | None


@dataclass(frozen=True)
class Sold:
    """The sales that the plan is about, as they were."""

    lines: int
    parties: int
    revenue: int
    without_cost: int
    no_base: int


@dataclass(frozen=True)
class Costs:
    """What the plan comes to: as it was, and over the samples and hostile cases."""

    unit: str
    as_was: int
    house: int
    low: int
    p50: int
    p95: int
    worst: int
    worst_case: str
    samples: tuple[int, ...]


@dataclass(frozen=True)
class Margins:
    """What the sales leave: before any program, what others take, after this one."""

    before: int
    others: int
    house: int

    @property
    def after(self) -> int:
        """Return what is left as it was."""
        return self.before - self.others - self.house


@dataclass(frozen=True)
class Case:
    """A hostile case: what it costs and leaves, or why it could not be tried.

    ``left`` is the margin of the case's own sales after every program, where what others
    take keeps its share of the margin.
    """

    case: str
    cost: int | None = None
    left: int | None = None
    why: str = ""


@dataclass(frozen=True)
class InWindow:
    """What one window would have cost."""

    start: date
    end: date | None
    cost: int


@dataclass(frozen=True)
class Figures:
    """All figures of a simulation that was not refused."""

    looked: Looked
    sold: Sold
    costs: Costs
    margins: Margins
    cases: tuple[Case, ...]
    break_even: int | None
    anyway: int | None
    budget: int | None
    used_up_on: date | None
    windows: tuple[InWindow, ...]
    products: tuple[Share, ...]
    parties: tuple[Share, ...]


@dataclass(frozen=True)
class Report:
    """A verdict, why, and the figures; a refused simulation may have none."""

    plan: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    figures: Figures | None

    def as_data(self) -> dict[str, Any]:
        """Return the report as plain data, for JSON."""
        data: dict[str, Any] = _plain(asdict(self))
        return {"layout": LAYOUT, **data}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a report
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
