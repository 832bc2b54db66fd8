"""How far the mirror has read, so that any change that matters to plans shows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection, transaction

FILE = "cursor.json"
NUMBERS = """
SELECT (SELECT coalesce(max(id), 0) FROM sales_saleline),
       (SELECT coalesce(max(id), 0) FROM sales_reversal),
       (SELECT coalesce(max(id), 0) FROM people_merge),
       (SELECT coalesce(max(id), 0) FROM people_partyattribute),
       (SELECT coalesce(sum(version), 0) FROM people_party),
       (SELECT coalesce(sum(version), 0) FROM catalog_product)
"""
"""A sum of versions grows with every new row and with every change of one."""
GLIMPSE = """
SELECT (SELECT coalesce(max(id), 0) FROM sales_saleline),
       (SELECT coalesce(max(id), 0) FROM sales_reversal)
"""


@dataclass(frozen=True)
class Cursor:
    """Highest ids seen of what is only added; of what is edited, the sum of its versions."""

    line: int = 0
    reversal: int = 0
    merge: int = 0
    attribute: int = 0
    parties: int = 0
    products: int = 0


def cursor_kept(folder: Path) -> Cursor:
    """Return how far the mirror in a folder is; from the start where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Cursor()
    return Cursor(**json.loads(path.read_text(encoding="utf-8")))


def keep_cursor(folder: Path, cursor: Cursor) -> None:
    """Set down how far the mirror is, as the last step of a refresh."""
    draft = folder / f".{FILE}"
    draft.write_text(json.dumps(asdict(cursor)), encoding="utf-8")
    draft.replace(folder / FILE)


def cursor_now() -> Cursor:
    """Return the highest ids such that nothing below them can still appear.

    PostgreSQL hands ids out before a transaction commits, so a smaller one may come later.
    The lock waits for writers under way and is let go at once; SQLite has one writer.
    """
    if connection.vendor != "postgresql":
        return _read()
    with transaction.atomic():
        with connection.cursor() as sql:
            sql.execute(
                "LOCK TABLE sales_saleline, sales_reversal, people_merge IN SHARE MODE"
            )
        return _read()


def sales_glimpsed() -> tuple[int, int]:
    """Return the highest line and reversal at a glance: is it worth looking for what is new?

    Below them something may still appear, which ``cursor_now`` waits for.
    """
    with connection.cursor() as sql:
        sql.execute(GLIMPSE)
        line, reversal = sql.fetchone()
        return line, reversal


def _read() -> Cursor:
    """Read all numbers in one statement, which sees one moment and waits for no writer."""
    with connection.cursor() as sql:
        sql.execute(NUMBERS)
        return Cursor(*(int(number) for number in sql.fetchone()))
