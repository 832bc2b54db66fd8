"""The facts as they were known at a moment: what was reversed later still held then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from django.conf import settings

from setia.core.days import end_of
from setia.sales.mirror.refresh_facts import facts_at_rest, reversed_folder

COLUMNS = (
    "order_id, line_no, sold_at, recorded_at, seller_id, buyer_id, product_id, "
    "quantity, amount, cost, channel, returns_order_id"
)


@contextmanager
def facts_as_known(at: datetime, sold_until: date | None = None) -> Iterator[Path]:
    """Yield the folder of facts that somebody at this moment would have had.

    With ``sold_until`` sales of later days are left out, as an accrual at the end of a month
    wants it. Where nothing was reversed after the moment and every day counts, that is the
    mirror itself; else lines that held then take the place of what was booked later.
    """
    with facts_at_rest() as standing, duckdb.connect() as duck:
        gone = reversed_folder() / "*.parquet"
        there = bool(list(reversed_folder().glob("*.parquet")))
        if sold_until is None and (not there or not _held(duck, gone, at)):
            yield standing
            return
        with TemporaryDirectory(dir=settings.HOME, prefix="known-") as scratch:
            folder = Path(scratch)
            for table in standing.glob("*.parquet"):
                (folder / table.name).symlink_to(table)
            before = sold_before(sold_until)
            lines = standing / "sale_lines/*.parquet"
            _lay(duck, lines, gone if there else None, (at, before), folder)
            yield folder


def sold_before(day: date | None) -> datetime:
    """Return the moment at which a local day is over; far away where there is no day."""
    return datetime(9999, 1, 1, tzinfo=UTC) if day is None else end_of(day)


def _held(duck: duckdb.DuckDBPyConnection, gone: Path, at: datetime) -> bool:
    found = duck.execute(
        "SELECT count(*) FROM read_parquet(?) WHERE recorded_at <= ? AND reversed_at > ?",
        [str(gone), at, at],
    ).fetchone()
    return found is not None and found[0] > 0


def _lay(
    duck: duckdb.DuckDBPyConnection,
    standing: Path,
    gone: Path | None,
    moments: tuple[datetime, datetime],
    folder: Path,
) -> None:
    """Write the lines that were known: at most one revision of each held at a moment."""
    at, before = moments
    sql = f"""
        SELECT {COLUMNS} FROM read_parquet(?, hive_partitioning = false)
        WHERE recorded_at <= ? AND sold_at < ?
        """  # noqa: S608 - our own list of columns
    values: list[object] = [str(standing), at, before]
    if gone is not None:
        sql += f"UNION ALL {sql} AND reversed_at > ?"
        values += [str(gone), at, before, at]
    duck.register("known", duck.execute(sql, values).to_arrow_table())
    target = str(folder / "sale_lines.parquet").replace("'", "''")
    duck.execute(f"COPY known TO '{target}' (FORMAT parquet)")
