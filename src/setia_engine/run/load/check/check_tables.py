"""Check every table, and refuse what is bad or set it aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from setia_engine.facts.contract import SALE_LINES, Table
from setia_engine.run.load.check.check_cells import check_cells
from setia_engine.run.load.check.check_keys import check_keys
from setia_engine.run.load.check.survey import ASKED, Survey, survey_of
from setia_engine.run.load.findings import Findings
from setia_engine.run.load.source import Source


def check_tables(
    connection: duckdb.DuckDBPyConnection,
    sources: Mapping[Table, Source],
    findings: Findings,
    progress: Callable[[str], None],
) -> Survey:
    """Add every bad cell and repeated key to the findings; return what the lines span."""
    answers: list[tuple[object, ...]] = []
    for table, source in sources.items():
        progress(f"checking {table.name}")
        if table is SALE_LINES:
            answers = check_cells(connection, source, findings, ASKED)
        else:
            check_cells(connection, source, findings)
        check_keys(connection, source, findings)
    return survey_of(answers)


def refuse_or_set_aside(
    sources: Mapping[Table, Source], findings: Findings, rejects: Path | None
) -> tuple[Mapping[Table, Source], int]:
    """Return the tables without their bad rows, and how many rows were set aside.

    Raises:
        FactsRejected: Nobody asked to set rows aside, or a file is wrong as a whole.
    """
    if findings.whole_files() or (rejects is None and findings.total()):
        raise findings.rejected()
    if rejects is None:
        return sources, 0
    findings.write(rejects)
    if not (rows := findings.set_aside()):
        return sources, 0
    return {
        table: replace(source, excluding=True) for table, source in sources.items()
    }, rows
