"""Find rows that share a key, and tell both places."""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

import duckdb

from setia_engine.facts.contract import SALE_LINES, Column
from setia_engine.run.load.findings import Findings, excerpt_sql
from setia_engine.run.load.source import Source
from setia_engine.run.load.workspace import literal

ORDER_HASH = "hash(order_id)"


def check_keys(
    connection: duckdb.DuckDBPyConnection, source: Source, findings: Findings
) -> None:
    """Add a finding for each row whose key an earlier row of the table has already.

    Earlier means an earlier file by name, or further up in the same file.
    """
    key = source.table.key
    given = " AND ".join(f"{name} IS NOT NULL" for name in key)
    narrowed = ""
    if source.table is SALE_LINES:
        if not _suspects(connection, source, given):
            return
        narrowed = f" AND {ORDER_HASH} IN (SELECT suspect FROM suspects)"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT {', '.join(key)}"
        f" FROM ({source.rows(*key)}) WHERE {given}{narrowed} GROUP BY ALL HAVING count(*) > 1"
    )
    if _holds_rows(connection, "repeated"):
        findings.add_found(_found(source))


def _suspects(connection: duckdb.DuckDBPyConnection, source: Source, given: str) -> bool:
    """Find the orders in which a line number may come twice; most data has none.

    Each line number of an order sets one of 64 bits. Where as many bits are set as there
    are lines, no line number comes twice; elsewhere the lines are compared exactly.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE suspects AS SELECT suspect FROM ("
        f" SELECT {ORDER_HASH} AS suspect, count(*) AS lines,"
        " bit_or(1::UBIGINT << (line_no & 63)::UBIGINT) AS bits"
        f" FROM ({source.rows(*SALE_LINES.key)}) WHERE {given} GROUP BY suspect"
        ") WHERE bit_count(bits) <> lines"
    )
    return _holds_rows(connection, "suspects")


def _holds_rows(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(connection.execute(f"FROM {table} LIMIT 1").fetchall())


def _found(source: Source) -> str:
    key = ", ".join(source.table.key)
    shown = " || ' / ' || ".join(
        _shown(source.table.column(name)) for name in source.table.key
    )
    return (
        f"SELECT {source.number}, file_no, FALSE, label, row_no, -1, {literal(key)},"
        f" {excerpt_sql(f'({shown})')},"
        " 'a key of its own; the same is in ' || first_label || ', row ' || first_row"
        " FROM (SELECT *, row_number() OVER same AS nth,"
        " first_value(label) OVER same AS first_label,"
        " first_value(row_no) OVER same AS first_row"
        f" FROM ({source.rows(*source.table.key, 'file_no', 'label', 'row_no')})"
        f" SEMI JOIN repeated USING ({key})"
        f" WINDOW same AS (PARTITION BY {key} ORDER BY file_no, row_no)) WHERE nth > 1"
    )


def _shown(column: Column) -> str:
    if column.kind == "date":
        return f"CAST(DATE '1970-01-01' + {column.name} AS VARCHAR)"
    return f"CAST({column.name} AS VARCHAR)"
