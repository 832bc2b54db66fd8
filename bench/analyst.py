"""An analyst with DuckDB: queries straight from the files, or over tables loaded before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

TABLES = ("products", "parties", "party_history", "sale_lines")
RESULT = pa.schema(
    {"window_from": pa.date32(), "party_id": pa.string(), "amount": pa.decimal128(38, 2)}
)
"""What the results of both sides are brought to before they are compared."""


class Analyst:
    """Answers queries over the tables of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._connection = duckdb.connect()
        self._connection.execute("SET enable_progress_bar = false")
        for table in TABLES:
            self._connection.execute(f"CREATE VIEW {table} AS FROM {_files(folder, table)}")

    def load(self) -> None:
        """Bring the tables into memory, where queries don't pay for reading any more."""
        for table in TABLES:
            self._connection.execute(f"CREATE TABLE loaded_{table} AS FROM {table}")
            self._connection.execute(f"DROP VIEW {table}")
            self._connection.execute(f"ALTER TABLE loaded_{table} RENAME TO {table}")

    def answer(self, query: str) -> pa.Table:
        """Return the rows of a query."""
        return self._connection.sql(query).to_arrow_table()

    def close(self) -> None:
        self._connection.close()


@contextmanager
def analyst_over(folder: Path) -> Iterator[Analyst]:
    """Let an analyst in, and out again."""
    analyst = Analyst(folder)
    try:
        yield analyst
    finally:
        analyst.close()


def _files(folder: Path, table: str) -> str:
    if (folder / table).is_dir():
        return f"read_parquet('{folder / table}/*/*.parquet', hive_partitioning = false)"
    return f"read_parquet('{folder / table}.parquet')"


class ResultsDiffer(Exception):
    """The engine and a query do not pay the same: no figure is worth anything then."""


def awards_by_plan(out: Path) -> dict[str, pa.Table]:
    """Return the awards that a run wrote, by plan."""
    names = ["plan_id", *RESULT.names]
    awards = pq.read_table(out / "awards.parquet", columns=names)
    ids = awards["plan_id"].combine_chunks().dictionary_encode()
    ends = pc.run_end_encode(ids.indices).run_ends.to_pylist() if len(ids) else []
    found: dict[str, pa.Table] = {}
    for begin, end in zip([0, *ends], ends, strict=False):
        plan = ids.dictionary[ids.indices[begin].as_py()].as_py()
        found[plan] = awards.slice(begin, end - begin).select(RESULT.names)
    return found


def check_equal(
    ours: Mapping[str, pa.Table], theirs: Mapping[str, pa.Table]
) -> dict[str, int]:
    """Return how many awards of each plan were compared.

    Raises:
        ResultsDiffer: Naming the plan and the first award that differs.
    """
    compared = {}
    for plan, answer in theirs.items():
        mine = in_order(ours.get(plan, RESULT.empty_table()))
        other = in_order(answer)
        if not mine.equals(other):
            raise ResultsDiffer(f"{plan}: {_first_difference(mine, other)}")
        compared[plan] = mine.num_rows
    return compared


def in_order(result: pa.Table) -> pa.Table:
    """Bring a result to the same types, in the order of window and party."""
    typed = result.select(RESULT.names).cast(RESULT)
    return typed.sort_by([("window_from", "ascending"), ("party_id", "ascending")])


def _first_difference(mine: pa.Table, other: pa.Table) -> str:
    for ours, theirs in zip(mine.to_pylist(), other.to_pylist(), strict=False):
        if ours != theirs:
            return f"ours {ours}, theirs {theirs}"
    return f"ours {mine.num_rows} awards, theirs {other.num_rows}"
