"""``setia evaluate``: plans over a folder of data, into a folder of results or a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from setia_engine.cli.awards import AwardsOnScreen
from setia_engine.cli.moment import moment_from
from setia_engine.cli.wording import counted, err
from setia_engine.facts.laid import LaidFacts
from setia_engine.plan.document import Plan
from setia_engine.plan.read import read_run
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.engine import Engine
from setia_engine.run.evaluate import Outcome
from setia_engine.run.evaluate import evaluate as evaluated
from setia_engine.run.load import open_facts
from setia_engine.run.spark import SparkEngine, start_session
from setia_engine.run.write import Results

MASTER = re.compile(r"local(\[|$)|spark://|k8s://|yarn$")


class Format(StrEnum):
    """In which form the tables are written."""

    parquet = "parquet"
    csv = "csv"


def evaluate(
    plans: Annotated[list[Path], typer.Argument(help="Plan documents, YAML or JSON.")],
    data: Annotated[Path, typer.Option(help="Folder with sale_lines, parties, products …")],
    as_of: Annotated[
        str | None,
        typer.Option(help="Moment of knowing, as 2026-11-30T23:59:59+07:00. Default: now."),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="duckdb, spark, or the URL of a Spark master.")
    ] = "duckdb",
    out: Annotated[Path | None, typer.Option(help="Folder that the tables go to.")] = None,
    format: Annotated[Format, typer.Option(help="Form of the tables.")] = Format.parquet,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also tell which part each sale line carries.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Set bad rows aside into this file and go on.")
    ] = None,
) -> None:
    """Evaluate plans over sales: awards, who funds them, and what each sale line carries."""
    _check_engine(engine)
    documents = read_run(plans)
    moment = moment_from(as_of)
    zones = {plan.period.timezone for plan in documents}
    with (
        _progress(len(documents)) as (tell, advance),
        TemporaryDirectory(prefix="setia-") as scratch,
        open_facts(data, zones, rejects=rejects, progress=tell) as facts,
    ):
        tell("evaluating")
        chosen = _engine(engine, facts, Path(scratch))
        outcomes = evaluated(
            documents, facts, chosen, moment, explain=explain, progress=advance
        )
        if out is None:
            without_margin = _show(outcomes, documents)
        else:
            without_margin = _set_down(outcomes, out, format, plans, explain=explain)
        _tell_what_was_met(facts, without_margin)


def _check_engine(name: str) -> None:
    if name not in {"duckdb", "spark"} and MASTER.match(name) is None:
        allowed = "duckdb, spark, or the URL of a Spark master such as spark://host:7077"
        raise typer.BadParameter(
            f"found {name!r}, allowed: {allowed}", param_hint="--engine"
        )


def _engine(name: str, facts: LaidFacts, scratch: Path) -> Engine:
    if name == "duckdb":
        return DuckDBEngine(facts)
    session = start_session("local[*]" if name == "spark" else name)
    return SparkEngine(facts, session, scratch)


def _set_down(
    outcomes: Iterator[Outcome],
    out: Path,
    kind: Format,
    plans: list[Path],
    *,
    explain: bool,
) -> dict[str, int]:
    without_margin = {}
    with Results(out, kind.value, explain=explain) as results:
        for outcome in outcomes:
            results.add(outcome)
            without_margin[outcome.plan.id] = outcome.lines_without_margin
        results.finish(plans)
    err.print(f"{counted(len(without_margin), 'plan', 'plans')} evaluated into {out}")
    return without_margin


def _show(outcomes: Iterator[Outcome], plans: Sequence[Plan]) -> dict[str, int]:
    screen = AwardsOnScreen()
    without_margin = {}
    for outcome in outcomes:
        screen.add(outcome)
        without_margin[outcome.plan.id] = outcome.lines_without_margin
    screen.show(plans)
    return without_margin


def _tell_what_was_met(facts: LaidFacts, without_margin: dict[str, int]) -> None:
    """Tell of lines that were counted with less than they should have had."""
    counts = facts.counts
    told = [
        (counts.set_aside, "row was set aside", "rows were set aside"),
        (counts.lines_unknown_party, "line names a party", "lines name a party"),
        (counts.lines_unknown_product, "line names a product", "lines name a product"),
    ]
    ends = ("", " that is in no table", " that is in no table")
    for (number, one, many), end in zip(told, ends, strict=True):
        if number:
            err.print(f"note: {counted(number, one, many)}{end}")
    for plan_id, number in sorted(without_margin.items()):
        if number:
            lines = counted(number, "line has", "lines have")
            err.print(f"note: {plan_id}: {lines} no margin and were left out of it")


@contextmanager
def _progress(
    plans: int,
) -> Iterator[tuple[Callable[[str], None], Callable[[int], None]]]:
    """Show what is being done, on a terminal only."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as progress:
        task = progress.add_task("reading", total=plans)
        yield (
            lambda step: progress.update(task, description=step),
            lambda done: progress.update(task, advance=done),
        )
