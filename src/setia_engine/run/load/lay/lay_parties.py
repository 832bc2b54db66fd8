"""Lay down who there is: every party that any table names, its codes and its history."""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

import duckdb
import pyarrow as pa

from setia_engine.run.load.source import Source


def lay_parties(
    connection: duckdb.DuckDBPyConnection, parties: Source, history: Source, lines: Source
) -> tuple[pa.Table, pa.Table]:
    """Return the parties by code and their history; keep ``party_codes`` for the lines."""
    described = [column.name for column in parties.table.columns]
    changed = [column.name for column in history.table.columns]
    _keep(connection, "parties_read", parties.rows(*described))
    _keep(connection, "history_read", history.rows(*changed))
    _keep(connection, "party_codes", _codes(lines))
    return _parties(connection), _history(connection)


def _keep(connection: duckdb.DuckDBPyConnection, name: str, select: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")


def _codes(lines: Source) -> str:
    """Number the ids in code point order, which is how DuckDB orders text."""
    return f"""
        SELECT id, CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS code,
            id IN (SELECT party_id FROM parties_read) AS known
        FROM (SELECT DISTINCT id FROM (
            SELECT party_id AS id FROM parties_read
            UNION ALL SELECT parent_id FROM parties_read
            UNION ALL SELECT party_id FROM history_read
            UNION ALL SELECT value FROM history_read WHERE attribute = 'parent_id'
            UNION ALL SELECT seller_id FROM ({lines.rows("seller_id")})
            UNION ALL SELECT buyer_id FROM ({lines.rows("buyer_id")})
        )) WHERE id IS NOT NULL
    """


def _parties(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    return connection.sql("""
        SELECT own.id AS party_id, name, role, tier, category, territory,
            above.code AS parent, joined_on, own.known
        FROM party_codes AS own
        LEFT JOIN parties_read ON party_id = own.id
        LEFT JOIN party_codes AS above ON above.id = parent_id
        ORDER BY own.code
    """).to_arrow_table()


def _history(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    return connection.sql("""
        SELECT code AS party, attribute, value, from_date AS from_day
        FROM history_read JOIN party_codes ON id = party_id
        ORDER BY party, attribute, from_day
    """).to_arrow_table()
