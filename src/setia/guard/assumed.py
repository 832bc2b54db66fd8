"""Assumptions as they are kept with a report, and those that the last one was made under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from setia.core.currency import currency
from setia.programs.guarded import report_of
from setia.programs.models import ProgramVersion
from setia_engine.simulate.assumptions import FEWEST_SAMPLES as FEWEST
from setia_engine.simulate.assumptions import WHOLE, Assumptions, Response

__all__ = [
    "FEWEST",
    "MOST_GROUPS",
    "Assumptions",
    "Response",
    "as_data",
    "assumed",
    "from_data",
    "last_assumed",
    "usual",
]

WORTHWHILE_MINOR = 30_000_00
"""Rupiah that sellers find worth going out for, on one unit."""
MOST_GROUPS = 3
"""So many groups may have a range of their own; more would be a model, not an assumption."""


def as_data(assumptions: Assumptions) -> dict[str, Any]:
    """Return assumptions as plain data."""
    return asdict(assumptions)


def from_data(data: Mapping[str, Any]) -> Assumptions:
    """Return assumptions as they were kept."""
    responses = tuple(Response(**one) for one in data["responses"])
    return Assumptions(**{**data, "responses": responses})


def assumed(
    responses: tuple[Response, ...],
    *,
    worthwhile_minor: int | None,
    most_missing: int,
    unit_worth_minor: int | None,
) -> Assumptions:
    """Return what somebody assumes.

    Raises:
        ValueError: A range is upside down, or an amount or a share is none.
    """
    if worthwhile_minor is not None and worthwhile_minor < 0:
        raise ValueError("an amount from 0 on")
    if not 0 <= most_missing <= WHOLE:
        raise ValueError("a share from 0 to 100 %")
    if unit_worth_minor is not None and unit_worth_minor <= 0:
        raise ValueError("what costs nothing is not worth a program")
    return Assumptions(
        responses=responses,
        worthwhile_minor=worthwhile_minor,
        most_missing=most_missing,
        unit_worth_minor=unit_worth_minor,
    )


def usual() -> Assumptions:
    """Return what is assumed where nobody has said anything yet.

    What sellers find worth their while is only known in rupiah.
    """
    worthwhile = WORTHWHILE_MINOR if currency() == "IDR" else None
    return Assumptions(worthwhile_minor=worthwhile)


def last_assumed(version: ProgramVersion) -> Assumptions:
    """Return what the latest report of a version assumed, else what is usual."""
    report = report_of(version)
    return usual() if report is None else from_data(report.assumptions)
