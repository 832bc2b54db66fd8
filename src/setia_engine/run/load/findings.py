"""What was found wrong while loading, kept in the workspace until it is told.

There may be as many findings as there are cells, so they are kept in a table that can
leave memory, never in a list.
"""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from setia_engine.errors import FactsRejected
from setia_engine.facts.refusals import BadRow
from setia_engine.run.load.workspace import literal

LISTED = 1_000
SHOWN = 200
IN_ORDER = "ORDER BY tbl, file, row NULLS FIRST, col NULLS FIRST, expected"
SCHEMA = pa.schema(
    {
        "tbl": pa.int32(),
        "file": pa.int32(),
        "whole_file": pa.bool_(),
        "label": pa.string(),
        "row": pa.int64(),
        "col": pa.int32(),
        "column_name": pa.string(),
        "value": pa.string(),
        "expected": pa.string(),
    }
)
TABLE = (
    "tbl INTEGER, file INTEGER, whole_file BOOLEAN, label VARCHAR, row BIGINT, col INTEGER,"
    " column_name VARCHAR, value VARCHAR, expected VARCHAR"
)


def excerpt(text: str) -> str:
    """Shorten what a cell holds to what a person wants to see."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def excerpt_sql(text: str) -> str:
    """Return the SQL that shortens as ``excerpt`` does; nothing is shown as empty."""
    shortened = f"CASE WHEN length({text}) > {SHOWN} THEN left({text}, {SHOWN}) || '…'"
    return f"coalesce({shortened} ELSE {text} END, '')"


class Findings:
    """Findings of a run, by table, file, row and column.

    Tables and files are known here by their numbers, which give the order of telling.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute(f"CREATE OR REPLACE TEMP TABLE findings ({TABLE})")

    def add(
        self, table: int, file: int, rows: Iterable[BadRow], *, whole_file: bool
    ) -> None:
        """Add findings about one file: about rows of it, or about the file as a whole."""
        told = [
            {
                "tbl": table,
                "file": file,
                "whole_file": whole_file,
                "label": row.file,
                "row": row.row,
                "col": place,
                "column_name": row.column,
                "value": row.value,
                "expected": row.expected,
            }
            for place, row in enumerate(rows)
        ]
        if told:
            self._connection.register("told", pa.Table.from_pylist(told, SCHEMA))
            self._connection.execute("INSERT INTO findings FROM told")
            self._connection.unregister("told")

    def add_found(self, select: str) -> None:
        """Add the findings that a query returns, in the columns of the table."""
        self._connection.execute(f"INSERT INTO findings {select}")

    def total(self) -> int:
        return self._count("TRUE")

    def whole_files(self) -> int:
        """Count the findings about whole files, which cannot be set aside."""
        return self._count("whole_file")

    def _count(self, condition: str) -> int:
        counted = self._connection.sql(f"FROM findings SELECT count(*) WHERE {condition}")
        return int(counted.fetchall()[0][0])

    def rejected(self) -> FactsRejected:
        """Return the error that tells the first of the findings, and how many there are."""
        listed = self._connection.sql(
            f"FROM findings SELECT label, row, column_name, value, expected {IN_ORDER}"
            f" LIMIT {LISTED}"
        ).fetchall()
        return FactsRejected([BadRow(*row) for row in listed], self.total())

    def write(self, target: Path) -> None:
        """Write every finding as CSV; the file is there as a whole or not at all."""
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=f".{target.name}-"
        ) as name:
            unfinished = Path(name) / target.name
            self._connection.execute(
                "COPY (SELECT label AS file, row, column_name AS column, value, expected"
                f" FROM findings {IN_ORDER}) TO {literal(str(unfinished))} (FORMAT csv, HEADER)"
            )
            unfinished.replace(target)

    def set_aside(self) -> int:
        """Set the rows with findings aside, so that reading leaves them out; count them."""
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE set_aside AS"
            " SELECT DISTINCT tbl AS aside_tbl, file AS aside_file, row AS aside_row"
            " FROM findings WHERE NOT whole_file"
        )
        return int(self._connection.sql("FROM set_aside SELECT count(*)").fetchall()[0][0])
