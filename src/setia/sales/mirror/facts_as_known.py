"""The facts as they were known at a moment: what was reversed later still held then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from django.conf import settings

from setia.sales.mirror.refresh_facts import facts_at_rest, reversed_folder

COLUMNS = (
    "order_id, line_no, sold_at, recorded_at, seller_id, buyer_id, product_id, "
    "quantity, amount, cost, channel, returns_order_id"
)


@contextmanager
def facts_as_known(at: datetime) -> Iterator[Path]:
    """Yield the folder of facts that somebody at this moment would have had.

    Where nothing was reversed after the moment, that is the mirror itself; else lines that
    held then take the place of what was booked instead of them later.
    """
    with facts_at_rest() as standing, duckdb.connect() as duck:
        gone = reversed_folder() / "*.parquet"
        if not list(reversed_folder().glob("*.parquet")) or not _held(duck, gone, at):
            yield standing
            return
        with TemporaryDirectory(dir=settings.HOME, prefix="known-") as scratch:
            folder = Path(scratch)
            for table in standing.glob("*.parquet"):
                (folder / table.name).symlink_to(table)
            _lay(duck, standing / "sale_lines/*.parquet", gone, at, folder)
            yield folder


def _held(duck: duckdb.DuckDBPyConnection, gone: Path, at: datetime) -> bool:
    found = duck.execute(
        "SELECT count(*) FROM read_parquet(?) WHERE recorded_at <= ? AND reversed_at > ?",
        [str(gone), at, at],
    ).fetchone()
    return found is not None and found[0] > 0


def _lay(
    duck: duckdb.DuckDBPyConnection, standing: Path, gone: Path, at: datetime, folder: Path
) -> None:
    """Write the lines that were known: at most one revision of each held at a moment."""
    rows = duck.execute(
        f"""
        SELECT {COLUMNS} FROM read_parquet(?, hive_partitioning = false)
        WHERE recorded_at <= ?
        UNION ALL
        SELECT {COLUMNS} FROM read_parquet(?, hive_partitioning = false)
        WHERE recorded_at <= ? AND reversed_at > ?
        """,  # noqa: S608 - our own list of columns
        [str(standing), at, str(gone), at, at],
    ).to_arrow_table()
    duck.register("known", rows)
    target = str(folder / "sale_lines.parquet").replace("'", "''")
    duck.execute(f"COPY known TO '{target}' (FORMAT parquet)")
