"""Write many rows of a table at once, inside the caller's transaction.

SQLite takes them through its own fast loop, PostgreSQL by COPY into a table that lives as long
as the transaction. Neither builds a model for each row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

AT_ONCE = 50_000
STAGE = "setia_rows"


def write_rows(
    model: type[Model],
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    unless: str = "",
) -> int:
    """Insert rows; return how many were new.

    ``unless`` names the columns whose values may stand only once: a row that is there
    already is left alone. Values are what the database holds: ids, whole numbers, text,
    moments with an offset, days.
    """
    table = model._meta.db_table  # noqa: SLF001 - Django's public way to a model's table
    names = ", ".join(f'"{name}"' for name in columns)
    conflict = f" ON CONFLICT ({unless}) DO NOTHING" if unless else ""
    if connection.vendor == "sqlite":
        return _insert(table, names, rows, conflict)
    return _copy(table, names, rows, conflict)


def _insert(table: str, names: str, rows: Iterable[tuple[Any, ...]], conflict: str) -> int:
    written, pieces = 0, iter(rows)
    with connection.cursor() as cursor:
        # Django's own cursor rewrites the placeholders of every row; sqlite3's does not.
        plain = cursor.cursor
        while piece := list(islice(pieces, AT_ONCE)):
            marks = ", ".join("?" for _ in piece[0])
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks}){conflict}"  # noqa: S608 - our own names
            values = [tuple(_as_sqlite(value) for value in row) for row in piece]
            with connection.wrap_database_errors:
                sqlite3.Cursor.executemany(plain, sql, values)
            written += plain.rowcount
    return written


def _copy(table: str, names: str, rows: Iterable[tuple[Any, ...]], conflict: str) -> int:
    with connection.cursor() as cursor:
        _stage(cursor, table, names, rows)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM {STAGE}{conflict}"  # noqa: S608 - our own names
        )
        written: int = cursor.rowcount
        cursor.execute(f"DROP TABLE {STAGE}")
    return written


def _stage(cursor: Any, table: str, names: str, rows: Iterable[tuple[Any, ...]]) -> None:  # noqa: ANN401 - Django's own
    """Copy rows into a table of the transaction's own."""
    cursor.execute(
        f"CREATE TEMPORARY TABLE {STAGE} ON COMMIT DROP AS "  # noqa: S608 - our own names
        f"SELECT {names} FROM {table} LIMIT 0"
    )
    with cursor.cursor.copy(f"COPY {STAGE} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _as_sqlite(value: Any) -> Any:  # noqa: ANN401 - any value of a column
    if isinstance(value, datetime):
        return str(connection.ops.adapt_datetimefield_value(value))
    if isinstance(value, date):
        return value.isoformat()
    return value


def change_rows(
    model: type[Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> int:
    """Change rows by id; the id comes first in each row. Return how many there were."""
    table = model._meta.db_table  # noqa: SLF001 - as above
    sets = ", ".join(f'"{name}" = {{}}' for name in columns)
    if not rows:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = sets.format(*("?" for _ in columns))
            sql = f"UPDATE {table} SET {marks} WHERE id = ?"  # noqa: S608 - our own names
            values = [tuple(_as_sqlite(one) for one in (*row[1:], row[0])) for row in rows]
            with connection.wrap_database_errors:
                sqlite3.Cursor.executemany(cursor.cursor, sql, values)
            return int(cursor.cursor.rowcount)
        names = ", ".join(f'"{name}"' for name in ("id", *columns))
        _stage(cursor, table, names, rows)
        from_stage = sets.format(*(f'{STAGE}."{name}"' for name in columns))
        cursor.execute(
            f"UPDATE {table} SET {from_stage} FROM {STAGE} WHERE {table}.id = {STAGE}.id"  # noqa: S608 - our own names
        )
        changed: int = cursor.rowcount
        cursor.execute(f"DROP TABLE {STAGE}")
    return changed
