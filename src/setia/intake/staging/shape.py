"""The staged form of sale lines: what the database takes without another thought."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from setia.intake.cleaning.batch import MOMENT, SCHEMAS

SCHEMA = SCHEMAS["sales"]
EMPTY_IS_TEXT = ("channel", "returns_order_id", "method")
"""Columns in which the database keeps an empty text instead of nothing."""


def columns(moment: str) -> str:
    """Return the columns of a staging table, with a database's type for moments."""
    types = {pa.string(): "text", pa.int64(): "bigint", MOMENT: moment}
    return ", ".join(f"{field.name} {types[field.type]}" for field in SCHEMA)


def shaped(rows: pa.RecordBatch, *, moments_as_text: bool) -> pa.RecordBatch:
    """Return rows as a staging table takes them.

    ADBC would write a moment as ``2026-11-10T05:00:00`` into SQLite; Django writes
    ``2026-11-10 05:00:00`` and leaves out the fraction of a second where there is none.
    """
    named = {}
    for field in SCHEMA:
        column = rows.column(field.name)
        if field.name in EMPTY_IS_TEXT:
            column = pc.fill_null(column, "")
        if field.type == MOMENT and moments_as_text:
            column = _moment_as_text(column)
        named[field.name] = column
    return pa.RecordBatch.from_pydict(named)


def _moment_as_text(column: pa.Array) -> pa.Array:
    seconds = column.cast(pa.timestamp("s", tz="UTC"), safe=False)
    whole = seconds.cast(MOMENT).equals(column)
    naive = pa.timestamp("s") if whole else pa.timestamp("us")
    text = (seconds if whole else column).cast(naive).cast(pa.string())
    return text if whole else pc.replace_substring_regex(text, r"\.0+$", "")
