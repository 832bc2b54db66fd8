"""Stage rows beside the facts, in no transaction of theirs, as fast as the database takes.

SQLite gets a file of its own in the batch's folder: ADBC writes it while nobody else has it
open, and it is read through the application's own connection, to which it is attached. The
driver of ADBC carries a second copy of SQLite, which must never touch a file that the first
has open. PostgreSQL gets an unlogged table of the batch, filled by binary COPY. Both hold
nothing but what the file says, so that a lost one is staged again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import pyarrow as pa
from django.db import connection
from psycopg.conninfo import make_conninfo

from setia.intake.staging.folder import folder_of
from setia.intake.staging.shape import columns, shaped

FILE = "staging.sqlite3"
TABLE = "intake_line"
ROOM = "staging"
CACHE_KIB = 256 * 1024
"""Memory for the pages of indexes while a million lines find their places in them."""


class Writer:
    """Takes rows in, one Arrow batch after another."""

    def __init__(self, cursor: Any, table: str, *, as_text: bool) -> None:  # noqa: ANN401 - ADBC is untyped
        self._cursor = cursor
        self._table = table
        self._as_text = as_text

    def write(self, rows: pa.RecordBatch) -> None:
        """Stage rows of the staged form."""
        if rows.num_rows == 0:
            return
        staged_form = shaped(rows, moments_as_text=self._as_text)
        self._cursor.adbc_ingest(self._table, staged_form, mode="append")


@contextmanager
def staging_anew(batch_id: int) -> Iterator[Writer]:
    """Yield a writer for a batch; what was staged of it before is gone."""
    forget_staged(batch_id)
    if connection.vendor == "sqlite":
        with _file_written(folder_of(batch_id) / FILE) as writer:
            yield writer
    else:
        with _table_written(f"{TABLE}_{batch_id}") as writer:
            yield writer


@contextmanager
def _file_written(path: Path) -> Iterator[Writer]:
    with adbc_driver_sqlite.dbapi.connect(str(path)) as opened, opened.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} ({columns('text')})")
        yield Writer(cursor, TABLE, as_text=True)
        opened.commit()


@contextmanager
def _table_written(table: str) -> Iterator[Writer]:
    with (
        adbc_driver_postgresql.dbapi.connect(_address()) as opened,
        opened.cursor() as cursor,
    ):
        cursor.execute(f"CREATE UNLOGGED TABLE {table} ({columns('timestamptz')})")
        yield Writer(cursor, table, as_text=False)
        cursor.execute(f"ANALYZE {table}")
        opened.commit()


@contextmanager
def staged(batch_id: int) -> Iterator[str | None]:
    """Yield the name under which the connection reads a batch's staged rows, if there are any.

    Enter it outside of any transaction, which SQLite would hold both files in.
    """
    if connection.vendor == "sqlite":
        path = folder_of(batch_id) / FILE
        with _attached(path) as name:
            yield name
    else:
        table = f"{TABLE}_{batch_id}"
        yield table if table in connection.introspection.table_names() else None


@contextmanager
def room_to_write() -> Iterator[None]:
    """Give SQLite the memory to bring many rows in; PostgreSQL has its own."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        usual = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {usual}")


@contextmanager
def _attached(path: Path) -> Iterator[str | None]:
    if not path.is_file():
        yield None
        return
    with connection.cursor() as cursor:
        # Nobody writes the file any more, so it is read without locks.
        cursor.execute(f"ATTACH %s AS {ROOM}", [f"{path.as_uri()}?mode=ro&immutable=1"])
    try:
        yield f"{ROOM}.{TABLE}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DETACH {ROOM}")


def forget_staged(batch_id: int) -> None:
    """Remove what is staged of a batch."""
    if connection.vendor == "sqlite":
        for path in folder_of(batch_id).glob(f"{FILE}*"):
            path.unlink()
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}_{batch_id:d}")


def _address() -> str:
    """Return libpq's address of the application's own database."""
    settings = connection.settings_dict
    named = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "sslmode": settings.get("OPTIONS", {}).get("sslmode"),
    }
    return make_conninfo(**{name: value for name, value in named.items() if value})
