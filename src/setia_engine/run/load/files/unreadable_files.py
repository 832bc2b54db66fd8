"""Tell which files cannot be read, once reading has failed somewhere.

A footer may be sound and a page behind it not; that shows only when the page is read.
"""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from setia_engine.facts.refusals import BadRow
from setia_engine.run.load.findings import Findings, excerpt
from setia_engine.run.load.source import Readable, Source
from setia_engine.run.load.workspace import file_list, identifier


def unreadable(label: str, error: Exception) -> BadRow:
    """Return the finding about a file that cannot be read."""
    found = excerpt(str(error).split("\n", 1)[0])
    return BadRow(label, None, None, found, "a Parquet file that can be read")


def tell_unreadable(
    connection: duckdb.DuckDBPyConnection, sources: Iterable[Source], findings: Findings
) -> bool:
    """Add a finding for each file that cannot be read through; say whether there is one."""
    told = False
    for source in sources:
        for file in source.files:
            try:
                _read_through(connection, file)
            except (duckdb.Error, OSError) as error:
                finding = unreadable(file.label, error)
                findings.add(source.number, file.number, [finding], whole_file=True)
                told = True
    return told


def _read_through(connection: duckdb.DuckDBPyConnection, file: Readable) -> None:
    used = ", ".join(identifier(in_file) for in_file, _ in file.columns.values())
    connection.execute(
        f"SELECT bit_xor(hash({used})) FROM read_parquet({file_list([file.path])},"
        " hive_partitioning = false)"
    ).fetchall()
