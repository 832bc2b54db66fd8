"""Open the facts of a data folder: find, check, lay down, and clean up afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from setia_engine.facts.contract import PARTIES, PARTY_HISTORY, PRODUCTS, SALE_LINES, Table
from setia_engine.facts.laid import LaidFacts
from setia_engine.run.load.check.check_tables import check_tables, refuse_or_set_aside
from setia_engine.run.load.check.survey import Survey
from setia_engine.run.load.files.find_sources import find_sources
from setia_engine.run.load.files.unreadable_files import tell_unreadable
from setia_engine.run.load.findings import Findings
from setia_engine.run.load.lay.count_facts import count_facts
from setia_engine.run.load.lay.lay_lines import lay_lines
from setia_engine.run.load.lay.lay_parties import lay_parties
from setia_engine.run.load.lay.lay_products import largest_cost, lay_products
from setia_engine.run.load.read.reading_rules import define_reading_rules
from setia_engine.run.load.source import Source
from setia_engine.run.load.workspace import open_workspace
from setia_engine.values.zone import offsets_between

Progress = Callable[[str], None]


def tell_nobody(_step: str) -> None:
    """Keep quiet about progress."""


@contextmanager
def open_facts(  # noqa: PLR0913 - each is asked for by its name
    folder: Path,
    zones: Collection[str],
    *,
    rejects: Path | None = None,
    workdir: Path | None = None,
    progress: Progress = tell_nobody,
    memory: int = 2_048,
    span: tuple[datetime, datetime] | None = None,
) -> Iterator[LaidFacts]:
    """Check the tables of a folder, lay them down for these time zones, close them after.

    With ``rejects`` bad rows are set aside into that CSV file and the rest is laid down;
    files that are wrong as a whole are refused all the same. What outgrows ``memory``, the
    megabytes that DuckDB may use, is kept under ``workdir`` until the end. ``span`` is the
    time over which zones are laid out at least, where lines will be laid anew later.

    Raises:
        FactsMissing: There is no such folder, or it holds no sale lines.
        FactsRejected: Rows or files break the contract; nothing was computed or written.
        OSError: Disk or memory is full, or a folder cannot be written to.
    """
    if not zones:
        raise ValueError("facts are laid down for at least one time zone")
    with open_workspace(workdir, memory) as workspace:
        connection = workspace.connection
        findings = Findings(connection)
        define_reading_rules(connection)
        sources = find_sources(folder, workspace, findings, progress)
        with _broken_files_told(connection, sources, findings):
            survey = check_tables(connection, sources, findings, progress).over(span)
            clean, set_aside = refuse_or_set_aside(sources, findings, rejects)
            facts = _lay(connection, clean, survey, sorted(set(zones)), progress)
        workspace.discard_staged()
        yield replace(facts, counts=replace(facts.counts, set_aside=set_aside))


@contextmanager
def _broken_files_told(
    connection: duckdb.DuckDBPyConnection,
    sources: Mapping[Table, Source],
    findings: Findings,
) -> Iterator[None]:
    """Refuse files in which reading fails; any other failure stays what it is."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        if tell_unreadable(connection, sources.values(), findings):
            raise findings.rejected() from error
        raise


def _lay(
    connection: duckdb.DuckDBPyConnection,
    sources: Mapping[Table, Source],
    survey: Survey,
    zones: Sequence[str],
    progress: Progress,
) -> LaidFacts:
    lines = sources[SALE_LINES]
    progress("laying down parties and products")
    parties, history = lay_parties(
        connection, sources[PARTIES], sources[PARTY_HISTORY], lines
    )
    products = lay_products(connection, sources[PRODUCTS], lines)
    small = survey.small(largest_cost(connection))
    offsets, tables = {}, {}
    for number, zone in enumerate(zones, start=1):
        progress(f"laying down sale_lines for {zone}")
        offsets[zone] = offsets_between(zone, survey.earliest, survey.latest)
        tables[zone] = f"sale_lines_{number}"
        lay_lines(connection, lines, tables[zone], offsets[zone], small=small)
    counts = count_facts(connection, tables)
    return LaidFacts(connection, tables, offsets, parties, history, products, counts)
