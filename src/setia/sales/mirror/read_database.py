"""Read whole tables from the database as Arrow.

PostgreSQL is read by ADBC. SQLite is read through the connection that is open already: the
driver of ADBC brings a second copy of SQLite into the process, and two copies undo each
other's file locks, which loses writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import adbc_driver_postgresql.dbapi
import pyarrow as pa
from django.db import connection

ROWS_AT_ONCE = 50_000
Reader = Callable[[str], pa.Table]


@contextmanager
def reader_of_tables() -> Iterator[Reader]:
    """Yield what turns a query into one Arrow table."""
    if connection.vendor == "sqlite":
        yield _read_sqlite
        return
    with adbc_driver_postgresql.dbapi.connect(_address(connection.settings_dict)) as opened:
        yield lambda sql: _read_postgresql(opened, sql)


def _read_postgresql(opened: Any, sql: str) -> pa.Table:  # noqa: ANN401 - ADBC is untyped
    with opened.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetch_arrow_table()


def _read_sqlite(sql: str) -> pa.Table:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [column[0] for column in cursor.description]
        pieces = [_as_table(names, [])]
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            pieces.append(_as_table(names, rows))
    return pa.concat_tables(pieces, promote_options="permissive")


def _as_table(names: list[str], rows: list[tuple[Any, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pa.table([pa.array(column) for column in columns], names=names)


def _address(settings: dict[str, Any]) -> str:
    """Return libpq's key and value form, in which values may hold anything when quoted."""
    names = {
        "host": "HOST",
        "port": "PORT",
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
    }
    parts = [
        f"{key}={_quoted(str(settings[name]))}"
        for key, name in names.items()
        if settings.get(name)
    ]
    return " ".join(parts)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
