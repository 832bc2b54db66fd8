"""Check every cell of a table against the contract."""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb

from setia_engine.facts.contract import Column
from setia_engine.run.load.findings import Findings, excerpt_sql
from setia_engine.run.load.source import Group, Source
from setia_engine.run.load.workspace import literal


def ask_nothing(_group: Group) -> Sequence[str]:
    return ()


def check_cells(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    findings: Findings,
    ask: Callable[[Group], Sequence[str]] = ask_nothing,
) -> list[tuple[object, ...]]:
    """Add a finding for each cell that cannot be what its column asks for.

    The same pass over the files may answer more: ``ask`` names aggregates over a group,
    and the answers come back as a row for each.
    """
    answers = []
    for group in source.groups:
        breaks = _breaks(source, group)
        bad = f"count(*) FILTER (WHERE {' OR '.join(breaks.values()) or 'FALSE'})"
        asked = ", ".join([bad, *ask(group)])
        (count, *answer) = connection.execute(
            f"FROM {group.origin} SELECT {asked}"
        ).fetchall()[0]
        answers.append(tuple(answer))
        if count:
            for name, condition in breaks.items():
                findings.add_found(_found(source, group, name, condition))
    return answers


def _breaks(source: Source, group: Group) -> dict[str, str]:
    """Return, for each column that can be bad, the SQL that holds where it is."""
    conditions = {
        column.name: group.cells[column.name].bad(required=column.required)
        for column in source.table.columns
    }
    return {name: condition for name, condition in conditions.items() if condition}


def _found(source: Source, group: Group, name: str, condition: str) -> str:
    column: Column = source.table.column(name)
    return (
        f"SELECT {source.number}, {group.number}, FALSE, {group.label}, {group.row},"
        f" {source.table.columns.index(column)}, {literal(name)},"
        f" {excerpt_sql(group.cells[name].shown)}, {literal(column.expected)}"
        f" FROM {group.origin} WHERE {condition}"
    )
