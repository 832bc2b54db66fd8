"""``setia simulate``: what a plan would have cost and left over past sales."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from setia_engine.cli.describe import Tongue
from setia_engine.cli.moment import moment_from
from setia_engine.cli.set_report import set_report
from setia_engine.cli.wording import err, out
from setia_engine.plan.document import Plan
from setia_engine.plan.read import read_run
from setia_engine.run.load import open_facts
from setia_engine.simulate.assumptions import (
    FEWEST_SAMPLES,
    MOST_SAMPLES,
    Assumptions,
    By,
    Response,
)
from setia_engine.simulate.report import Report
from setia_engine.simulate.simulate import simulate as simulated
from setia_engine.values.numbers import MINOR

DID_NOT_PASS = 1
RESPONSE = re.compile(
    r"(?:(?P<by>category|tier)=(?P<value>[^:]+):)?"
    r"(?P<low>[+-]?[0-9]{1,4}(?:\.[0-9]{1,2})?)\.\.(?P<high>[+-]?[0-9]{1,4}(?:\.[0-9]{1,2})?)"
)


PlanFile = Annotated[Path, typer.Argument(help="The plan document, YAML or JSON.")]
Data = Annotated[Path, typer.Option(help="Folder with sale_lines, parties, products …")]
Beside = Annotated[
    list[Path] | None, typer.Option(help="Plans that bind already; may be repeated.")
]
AsOf = Annotated[
    str | None,
    typer.Option(help="Moment of knowing, as 2026-11-30T23:59:59+07:00. Default: now."),
]
Responses = Annotated[
    list[str] | None,
    typer.Option(
        help="Change of sales in percent: -5..20, or category=NAME:0..30, tier=NAME:0..10."
    ),
]
Samples = Annotated[
    int, typer.Option(min=FEWEST_SAMPLES, max=MOST_SAMPLES, help="Draws from the range.")
]
Seed = Annotated[int, typer.Option(min=0, help="Start of the draws.")]
Worthwhile = Annotated[
    int | None,
    typer.Option(
        min=0, help="What sellers find worth their while, for a unit. Default: not judged."
    ),
]
MostMissing = Annotated[
    int, typer.Option(min=0, max=100, help="Percent of revenue that may lack a cost.")
]
Worth = Annotated[
    int | None, typer.Option(min=1, help="What one point or piece of goods costs.")
]


def simulate(
    plan: PlanFile,
    data: Data,
    beside: Beside = None,
    as_of: AsOf = None,
    response: Responses = None,
    samples: Samples = 60,
    seed: Seed = 1,
    worthwhile: Worthwhile = None,
    most_missing: MostMissing = 20,
    worth: Worth = None,
    lang: Annotated[Tongue, typer.Option(help="Bahasa Indonesia or English.")] = Tongue.id,
) -> None:
    """Tell what a plan would cost and leave; exit status 1 where it does not pass."""
    own, others = _read(plan, beside or [])
    assumptions = Assumptions(
        responses=_responses(response or []),
        samples=samples,
        seed=seed,
        worthwhile_minor=None if worthwhile is None else worthwhile * MINOR,
        most_missing=most_missing * 100,
        unit_worth_minor=None if worth is None else worth * MINOR,
    )
    report = _simulated(own, others, data, moment_from(as_of), assumptions)
    for piece in set_report(report, lang.value):
        out.print(piece)
    if report.verdict != "pass":
        raise typer.Exit(DID_NOT_PASS)


def _simulated(
    plan: Plan, others: list[Plan], data: Path, as_of: datetime, assumptions: Assumptions
) -> Report:
    zones = {one.period.timezone for one in [plan, *others]}
    with (
        TemporaryDirectory(prefix="setia-") as scratch,
        open_facts(data, zones, workdir=Path(scratch)) as facts,
        err.status("…"),
    ):
        return simulated(plan, [others] if others else [], facts, as_of, assumptions)


def _read(path: Path, beside: Sequence[Path]) -> tuple[Plan, list[Plan]]:
    """Read the one plan, and those that bind; all must be able to stand in one run."""
    known = read_run([path, *beside])
    own = read_run([path])
    if len(own) != 1:
        raise typer.BadParameter(f"found {len(own)} plans in it, allowed: one")
    return own[0], [one for one in known if one.id != own[0].id]


def _responses(texts: Sequence[str]) -> tuple[Response, ...]:
    """Read ranges as they are typed; without one for everybody the usual one holds."""
    given = [_response(text) for text in texts]
    everybody = [one for one in given if one.by == "all"]
    if len(everybody) > 1:
        raise typer.BadParameter("found two ranges for everybody, allowed: one")
    usual = everybody or list(Assumptions().responses)
    return (*usual, *(one for one in given if one.by != "all"))


def _response(text: str) -> Response:
    found = RESPONSE.fullmatch(text.strip())
    if found is None:
        allowed = "a range such as -5..20 or category=Minuman:0..30"
        raise typer.BadParameter(f"found {text!r}, allowed: {allowed}")
    by: By = "all"
    if found["by"] is not None:
        by = "category" if found["by"] == "category" else "tier"
    low, high = (int(Decimal(found[name]) * 100) for name in ("low", "high"))
    try:
        return replace(Response(low, high), by=by, value=found["value"] or "")
    except ValueError as error:
        raise typer.BadParameter(f"found {text!r}; {error}") from error
