"""Write: a run's tables into a folder, whole or not at all.

Outcomes come plan by plan in any order; they wait in a spool on disk, so that memory stays
bounded, and are set down in the order of plan ids. Everything is written beside the folder
first and moved into it at the end: a run that fails leaves what was there as it was.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from setia_engine.run.evaluate import Outcome
from setia_engine.run.tables import AWARDS, EXPLAIN, FUNDING, STANDINGS

Format = Literal["parquet", "csv"]
SCHEMAS = {"awards": AWARDS, "funding": FUNDING, "explain": EXPLAIN, "standings": STANDINGS}
ROWS_AT_ONCE = 250_000
SORTED_BY = ("window_from", "order_id_of_window", "party_id", "order_id", "line_no")
PLANS = "plans"


class Results:
    """A folder of results in the making; ``finish`` puts it in place."""

    def __init__(self, folder: Path, kind: Format, *, explain: bool) -> None:
        self._folder = folder
        self._kind: Format = kind
        self._tables = tuple(SCHEMAS) if explain else ("awards", "funding")
        folder.mkdir(parents=True, exist_ok=True)
        self._work = Path(tempfile.mkdtemp(prefix=".setia-", dir=folder))
        self._spooled: dict[str, dict[str, Path]] = {name: {} for name in self._tables}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self._work, ignore_errors=True)

    def add(self, outcome: Outcome) -> None:
        """Take the outcome of one plan in."""
        tables = {"awards": outcome.awards, "funding": outcome.funding}
        if "explain" in self._tables and outcome.standings is not None:
            tables["explain"] = in_one(outcome.explain)
            tables["standings"] = outcome.standings
        for name, table in tables.items():
            path = self._work / f"{name}-{len(self._spooled[name])}.arrow"
            with (
                pa.OSFile(str(path), "wb") as file,
                pa.ipc.new_file(file, table.schema) as spool,
            ):
                spool.write_table(table)
            self._spooled[name][outcome.plan.id] = path

    def finish(self, plan_files: Sequence[Path]) -> None:
        """Write every table in the order of plan ids and move all into the folder."""
        for name in self._tables:
            # Standings hold lists, which CSV cannot; they are read by `setia explain` only.
            kind: Format = "parquet" if name == "standings" else self._kind
            self._write(name, self._work / f"{name}.{kind}", kind)
        self._clear()
        for name in self._tables:
            kind = "parquet" if name == "standings" else self._kind
            (self._work / f"{name}.{kind}").replace(self._folder / f"{name}.{kind}")
        if "standings" in self._tables:
            self._keep_plans(plan_files)

    def _keep_plans(self, plan_files: Sequence[Path]) -> None:
        """Keep the documents as they were, so that an award can be explained later."""
        kept = self._folder / PLANS
        kept.mkdir(exist_ok=True)
        for number, path in enumerate(plan_files):
            shutil.copyfile(path, kept / f"{number:03d}-{path.name}")

    def _clear(self) -> None:
        """Remove what an earlier run left, so that no two runs are mixed."""
        for name in SCHEMAS:
            for kind in ("parquet", "csv"):
                (self._folder / f"{name}.{kind}").unlink(missing_ok=True)
        shutil.rmtree(self._folder / PLANS, ignore_errors=True)

    def _write(self, name: str, path: Path, kind: Format) -> None:
        schema = SCHEMAS[name]
        if kind == "csv":
            _write_csv(pa.RecordBatchReader.from_batches(schema, self._batches(name)), path)
            return
        with pq.ParquetWriter(str(path), schema, compression="zstd") as parquet:
            for table in self._in_order(name):
                parquet.write_table(table)

    def _batches(self, name: str) -> Iterator[pa.RecordBatch]:
        for table in self._in_order(name):
            yield from table.to_batches()

    def _in_order(self, name: str) -> Iterator[pa.Table]:
        """Return a table's rows in the order of plan ids, in large pieces."""
        waiting: list[pa.Table] = []
        for _, path in sorted(self._spooled[name].items()):
            with pa.memory_map(str(path)) as file:
                waiting.append(pa.ipc.open_file(file).read_all())
            if sum(table.num_rows for table in waiting) >= ROWS_AT_ONCE:
                yield pa.concat_tables(waiting)
                waiting = []
        yield pa.concat_tables([*waiting, SCHEMAS[name].empty_table()])


def _write_csv(rows: pa.RecordBatchReader, path: Path) -> None:
    """Write CSV with quotes only where a value needs them; Arrow would quote every text."""
    with duckdb.connect() as connection:
        connection.from_arrow(rows).write_csv(str(path), header=True)


def in_one(parts: Sequence[pa.Table]) -> pa.Table:
    """Return the parts of one plan's explanation as one sorted table."""
    if not parts:
        return EXPLAIN.empty_table()
    if len(parts) == 1:
        return parts[0]
    return pa.concat_tables(parts).sort_by([(name, "ascending") for name in SORTED_BY])
