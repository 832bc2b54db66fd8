"""Count what was laid down, and what a run has to tell about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from setia_engine.facts.laid import FactCounts


def count_facts(
    connection: duckdb.DuckDBPyConnection, lines: Mapping[str, str]
) -> FactCounts:
    """Count over the laid lines; all but the days is the same in every time zone."""
    table = next(iter(lines.values()))
    days = {
        zone: _one(connection, f"FROM {name} SELECT min(day), max(day)")
        for zone, name in lines.items()
    }
    party = "SELECT code FROM party_codes WHERE NOT known"
    product = "SELECT code FROM product_codes WHERE NOT known"
    return FactCounts(
        lines=_count(connection, table, "TRUE"),
        lines_unknown_party=_count(
            connection, table, f"seller IN ({party}) OR buyer IN ({party})"
        ),
        lines_unknown_product=_count(connection, table, f"product IN ({product})"),
        lines_without_margin=_count(connection, table, "margin IS NULL"),
        set_aside=0,
        first_day={zone: first for zone, (first, _) in days.items() if first is not None},
        last_day={zone: last for zone, (_, last) in days.items() if last is not None},
    )


def _count(connection: duckdb.DuckDBPyConnection, table: str, condition: str) -> int:
    (count,) = _one(connection, f"FROM {table} SELECT count(*) WHERE {condition}")
    return int(count)


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] = connection.execute(query).fetchall()[0]
    return row
