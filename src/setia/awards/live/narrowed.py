"""A folder of facts with only the lines that windows from a day on can need."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

MARGIN = timedelta(days=2)
"""Days are local, moments are not: no zone is further than this from UTC."""
# Whole orders from a day on, with the orders that they undo and those that undo them: an
# order is of the day of its first line, and a return may be of the day of what it undoes.
LINES = """
WITH line AS (FROM read_parquet($lines, hive_partitioning = false, union_by_name = true)),
recent AS (SELECT DISTINCT order_id FROM line WHERE sold_at >= $since),
orders AS (
    FROM recent
    UNION SELECT returns_order_id FROM line WHERE order_id IN (FROM recent)
    UNION SELECT order_id FROM line WHERE returns_order_id IN (FROM recent)
)
SELECT * FROM line WHERE order_id IN (FROM orders)
"""


def narrowed(facts: Path, since: date, scratch: Path) -> Path:
    """Lay facts with few lines into a scratch folder, beside links to the registers."""
    narrow = scratch / "narrow"
    narrow.mkdir()
    for table in facts.glob("*.parquet"):
        if table.stem != "sale_lines":
            (narrow / table.name).symlink_to(table.resolve())
    many = facts / "sale_lines"
    lines = many / "*.parquet" if many.is_dir() else facts / "sale_lines.parquet"
    day = max(since, date.min + MARGIN)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - MARGIN
    with duckdb.connect() as duck:
        duck.execute("SET TimeZone = 'UTC'")
        found = duck.execute(LINES, {"lines": str(lines), "since": start})
        duck.register("rows", found.to_arrow_table())
        target = str(narrow / "sale_lines.parquet").replace("'", "''")
        duck.execute(f"COPY rows TO '{target}' (FORMAT parquet)")
    return narrow
