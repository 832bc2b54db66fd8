"""Bring the mirror up to date: what was added, what changed, and who and what is sold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import connection

from setia.core.one_at_a_time import one_at_a_time
from setia.sales.mirror.cursor import Cursor, cursor_kept, cursor_now, keep_cursor
from setia.sales.mirror.read_database import Reader, reader_of_tables
from setia.sales.mirror.tables import (
    LINES_OF_MONTH,
    MERGES,
    MONTHS_CHANGED,
    MONTHS_GROWN,
    NEW_LINES_OF_MONTH,
    NO_LINES,
    PARTIES,
    PARTY_HISTORY,
    PRODUCTS,
    REVERSED,
    SOURCES,
    STANDING,
)

LOCK = ".lock"
BROKEN_OFF = ".refreshing"
MOST_PARTS = 12
"""A month in more parts than this is written as one again."""


@contextmanager
def facts_at_rest() -> Iterator[Path]:
    """Bring the mirror up to date and keep it still while it is read.

    Yields the folder in the layout of the data contract: only lines that stand. Lines that
    were reversed lie beside it, in ``reversed_folder``.
    """
    folder = Path(settings.FACTS_FOLDER)
    with one_at_a_time(folder / LOCK):
        refresh_facts(folder)
        yield folder / "standing"


def reversed_folder() -> Path:
    """Return where the lines are that once held, with the moment when they ceased to."""
    return Path(settings.FACTS_FOLDER) / "reversed"


def refresh_facts(folder: Path) -> tuple[str, ...]:
    """Bring in what changed since the last time; return the months that were touched.

    A month to which lines were only added gets them as one more part; one in which a line
    was reversed, or somebody merged, is written anew, as is one of many parts.
    """
    kept, reached = cursor_kept(folder), cursor_now()
    if kept == reached and (folder / "standing").is_dir():
        return ()
    for name in ("standing/sale_lines", "reversed"):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    grown, changed = _months_touched(kept, reached)
    broken_off = folder / BROKEN_OFF
    if broken_off.is_file():
        # Nobody knows how far the last refresh came: what it touched is written anew.
        changed |= grown
    broken_off.touch()
    with reader_of_tables() as read, duckdb.connect() as duck:
        duck.execute("SET TimeZone = 'UTC'")
        _read_who_and_what(read, duck)
        for month in sorted(grown | changed):
            parts = _parts_of(folder, month)
            if month in changed or not parts or len(parts) > MOST_PARTS:
                _write_anew(folder, month, read, duck)
            else:
                duck.register("line", read(_of_month(month, kept.line, reached.line)))
                _write(duck, STANDING, _part(folder, month, kept.line))
        duck.register("line", read(NO_LINES))
        for name, sql in (
            # A business that has sold nothing yet still has the table.
            ("sale_lines/none", STANDING),
            ("parties", PARTIES),
            ("party_history", PARTY_HISTORY),
            ("products", PRODUCTS),
        ):
            _write(duck, sql, folder / f"standing/{name}.parquet", even_empty=True)
    keep_cursor(folder, reached)
    broken_off.unlink()
    return tuple(sorted(grown | changed))


def _write_anew(
    folder: Path, month: str, read: Reader, duck: duckdb.DuckDBPyConnection
) -> None:
    """Write a month as one file again, and forget its parts."""
    parts = _parts_of(folder, month)
    duck.register("line", read(_of_month(month)))
    _write(duck, STANDING, _part(folder, month))
    _write(duck, REVERSED, folder / f"reversed/month={month}.parquet")
    _forget([path for path in parts if path != _part(folder, month)])


def _months_touched(kept: Cursor, reached: Cursor) -> tuple[set[str], set[str]]:
    """Return the months with new lines, and those in which standing lines changed."""
    bounds = {
        "line": kept.line,
        "last_line": reached.line,
        "reversal": kept.reversal,
        "last_reversal": reached.reversal,
        "merge": kept.merge,
        "last_merge": reached.merge,
    }
    found = []
    with connection.cursor() as sql:
        for query in (MONTHS_GROWN, MONTHS_CHANGED):
            sql.execute(query[connection.vendor], bounds)
            found.append({row[0] for row in sql.fetchall()})
    return found[0], found[1]


def _part(folder: Path, month: str, first_id: int = 0) -> Path:
    """Return the file of a month, or of the lines that were added to it after an id."""
    added = f"+{first_id:015d}" if first_id else ""
    return folder / f"standing/sale_lines/month={month}{added}.parquet"


def _parts_of(folder: Path, month: str) -> list[Path]:
    return sorted((folder / "standing/sale_lines").glob(f"month={month}*.parquet"))


def _forget(parts: Iterable[Path]) -> None:
    for path in parts:
        path.unlink(missing_ok=True)


def _of_month(month: str, first_id: int = 0, last_id: int = 0) -> str:
    """Return the query for one month; the month comes from our own query, as yyyy-mm."""
    year, number = (int(part) for part in month.split("-"))
    after = f"{year + number // 12:04}-{number % 12 + 1:02}-01"
    days = {"first": f"{year:04}-{number:02}-01", "after": after}
    if last_id:
        return NEW_LINES_OF_MONTH.format(**days, first_id=first_id, last_id=last_id)
    return LINES_OF_MONTH.format(**days)


def _read_who_and_what(read: Reader, duck: duckdb.DuckDBPyConnection) -> None:
    for name, sql in SOURCES.items():
        duck.register(name, read(sql))
    duck.execute(MERGES)


def _write(
    duck: duckdb.DuckDBPyConnection, sql: str, path: Path, *, even_empty: bool = False
) -> None:
    """Put a file in place whole; where there are no rows, leave no file behind."""
    rows = duck.execute(sql).to_arrow_table()
    if rows.num_rows == 0 and not even_empty:
        path.unlink(missing_ok=True)
        return
    draft = path.with_name(f".{path.name}")
    duck.register("rows", rows)
    duck.execute(f"COPY rows TO '{_escaped(draft)}' (FORMAT parquet)")
    draft.replace(path)


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
