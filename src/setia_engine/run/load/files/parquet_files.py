"""What the Parquet files of a table hold, told by their footers."""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from setia_engine.facts.contract import Table
from setia_engine.facts.refusals import BadRow
from setia_engine.run.load.files.find_files import TableFile
from setia_engine.run.load.files.headers import match_header
from setia_engine.run.load.files.unreadable_files import unreadable
from setia_engine.run.load.source import Readable
from setia_engine.run.load.workspace import file_list

ROW_NUMBER = "file_row_number + 1"
RESERVED = ("file_row_number", "file_index")
WIDEST_DECIMAL = 38


@dataclass(frozen=True)
class ParquetColumn:
    """One column at the top of a file, its type as DuckDB names it."""

    name: str
    source: str


def read_footer(
    connection: duckdb.DuckDBPyConnection, file: TableFile, number: int, table: Table
) -> Readable | list[BadRow]:
    """Return how a Parquet file is read, or why it cannot be."""
    try:
        columns = _columns(connection, file)
    except (duckdb.Error, OSError) as error:
        return [unreadable(file.label, error)]
    names = [column.name for column in columns]
    header = match_header(names, table, file)
    reserved = [
        BadRow(
            file.label, None, name, name, "another name; this one is kept for row numbers"
        )
        for name in names
        if name.casefold() in RESERVED
    ]
    if findings := [*header.findings, *reserved]:
        return findings
    chosen = {
        name: (columns[place].name, columns[place].source)
        for name, place in header.places.items()
    }
    return Readable(file.path, number, file.label, chosen, ROW_NUMBER)


def _columns(connection: duckdb.DuckDBPyConnection, file: TableFile) -> list[ParquetColumn]:
    tree = connection.execute(
        "SELECT name, type, num_children, precision, duckdb_type"
        f" FROM parquet_schema({file_list([file.path])}) ORDER BY column_id"
    ).fetchall()
    return list(_at_top(tree[1:]))


def _at_top(
    tree: Sequence[tuple[str, str, int | None, int | None, str]],
) -> Iterator[ParquetColumn]:
    """Walk past what is nested: the tree comes depth first, with numbers of children."""
    place = 0
    while place < len(tree):
        name, physical, children, precision, logical = tree[place]
        end = place + 1
        open_children = children or 0
        while open_children:
            open_children += (tree[end][2] or 0) - 1
            end += 1
        yield ParquetColumn(name, _source(physical, children, precision, logical))
        place = end


def _source(
    physical: str, children: int | None, precision: int | None, logical: str
) -> str:
    """Name the type; those that do not say exactly what they hold have names of their own."""
    if children:
        return "NESTED"
    if physical == "INT96":
        # Written by some programs in UTC, by others in local time; the file does not say.
        return "INT96"
    if precision is not None and precision > WIDEST_DECIMAL:
        return "WIDE DECIMAL"
    return logical.strip('"')
