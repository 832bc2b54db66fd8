"""Read whole tables from the database as Arrow, by ADBC, whichever database it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import pyarrow as pa
from django.db import connection


@contextmanager
def arrow_connection() -> Iterator[Any]:
    """Open a second, read-only way into the database of the application."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        opened = adbc_driver_sqlite.dbapi.connect(str(settings["NAME"]))
    else:
        opened = adbc_driver_postgresql.dbapi.connect(_address(settings))
    try:
        yield opened
    finally:
        opened.close()


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


def read_table(source: Any, sql: str) -> pa.Table:  # noqa: ANN401 - ADBC is untyped
    """Return the rows of a query as one Arrow table."""
    with source.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetch_arrow_table()
