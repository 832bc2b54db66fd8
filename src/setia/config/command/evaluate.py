"""``setia evaluate``: the engine's command, which with ``--live`` reads the business's books."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.core.management import call_command

from setia.config.command.inside import step_inside
from setia.config.command.serve import Home
from setia_engine.cli.evaluate import Format
from setia_engine.cli.evaluate import evaluate as evaluate_folder


def evaluate(
    plans: Annotated[list[Path], typer.Argument(help="Plan documents, YAML or JSON.")],
    data: Annotated[
        Path | None, typer.Option(help="Folder with sale_lines, parties, products …")
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help="Read the books of the installation instead.")
    ] = False,
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
    home: Home = None,
) -> None:
    """Evaluate plans over sales: awards, who funds them, and what each sale line carries."""
    if live == (data is not None):
        raise typer.BadParameter("name a folder with --data, or say --live; not both")
    if data is not None:
        evaluate_folder(plans, data, as_of, engine, out, format, explain, rejects)
        return
    step_inside(home)
    wishes = {"as_of": as_of, "engine": engine, "out": out, "format": format}
    call_command("evaluate_live", plans=plans, explain=explain, rejects=rejects, **wishes)
