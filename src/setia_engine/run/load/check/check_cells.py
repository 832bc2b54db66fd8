"""Check every cell of a table against the contract."""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from setia_engine.run.load.findings import Findings, excerpt_sql
from setia_engine.run.load.source import Group, Source
from setia_engine.run.load.workspace import literal


def check_cells(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    findings: Findings,
    ask: Sequence[str] = (),
) -> list[tuple[object, ...]]:
    """Add a finding for each cell that cannot be what its column asks for.

    The same pass over the files may answer more: ``ask`` names aggregates of columns, and
    the answers come back as a row for each group of files.
    """
    answers = []
    for group in source.groups:
        breaks = _breaks(source, group)
        (count, *answer) = connection.execute(_pass(group, breaks, ask)).fetchall()[0]
        answers.append(tuple(answer))
        if count:
            for name, condition in breaks.items():
                findings.add_found(_found(source, group, name, condition))
    return answers


def _breaks(source: Source, group: Group) -> dict[str, str]:
    """Return, for each column that can be bad, the SQL that holds where it is."""
    conditions = {
        column.name: group.cells[column.name].bad(column.name, required=column.required)
        for column in source.table.columns
    }
    return {name: condition for name, condition in conditions.items() if condition}


def _pass(group: Group, breaks: Mapping[str, str], ask: Sequence[str]) -> str:
    """Return the SQL that counts rows with bad cells, and what else is asked."""
    any_bad = " OR ".join(breaks.values()) or "FALSE"
    asked = ", ".join([f"count(*) FILTER (WHERE {any_bad})", *ask])
    return f"SELECT {asked} FROM ({_read(group, list(group.cells))})"


def _read(group: Group, names: Sequence[str]) -> str:
    """Return the SQL that reads columns once, beside what they are read from."""
    values = ", ".join(f"{group.cells[name].value} AS {name}" for name in names)
    return f"SELECT *, {values} FROM {group.origin}"


def _found(source: Source, group: Group, name: str, condition: str) -> str:
    column = source.table.column(name)
    return (
        f"SELECT {source.number}, file_no, FALSE, label, row_no,"
        f" {source.table.columns.index(column)}, {literal(name)},"
        f" {excerpt_sql(group.cells[name].shown)}, {literal(column.expected)}"
        f" FROM ({_read(group, [name])}) WHERE {condition}"
    )
