"""A kept report as people read it: its findings and hostile cases in words, its days as days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from setia.programs.models import GuardReport
from setia_engine.simulate.report import Finding
from setia_engine.simulate.words import CASES, WHY, told

Tongue = Literal["id", "en"]


@dataclass(frozen=True)
class Remark:
    """One finding: how grave, where in the document, what, and which products it names."""

    code: str
    severity: str
    path: str
    says: str
    products: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One hostile case: what it costs and leaves, or why it was not tried."""

    name: str
    cost: int | None
    left: int | None
    why: str


def remarks_of(report: GuardReport, language: Tongue) -> list[Remark]:
    """Return what a report found, the gravest first."""
    graver = {"refuse": 0, "fail": 1, "warn": 2}
    found = [Finding(**one) for one in report.report["findings"]]
    found.sort(key=lambda one: graver[one.severity])
    return [
        Remark(
            one.code, one.severity, one.path, told(one, language), _products(one.figures)
        )
        for one in found
    ]


def cases_of(report: GuardReport, language: Tongue) -> list[Case]:
    """Return the hostile cases of a report."""
    figures: Mapping[str, Any] = report.report["figures"] or {"cases": []}
    return [
        Case(
            CASES[language][one["case"]],
            one["cost"],
            _whole(one["left"]),
            WHY[language].get(one["why"], ""),
        )
        for one in figures["cases"]
    ]


def _whole(minor: int | None) -> int | None:
    """Leave sen out, which say nothing about sales that never were."""
    return None if minor is None else minor // 100 * 100


def case_name(case: str, language: Tongue) -> str:
    """Return what a case is called."""
    return CASES[language][case]


def _products(figures: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(figures.get("products", ()))
