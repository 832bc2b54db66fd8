"""The staged form of sale lines: what the database takes without another thought."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

TEXT, WHOLE, MOMENT = "text", "bigint", "moment"
COLUMNS: dict[str, str] = {
    "row_no": WHOLE,
    "order_id": TEXT,
    "line_no": WHOLE,
    "sold_at": MOMENT,
    "seller": TEXT,
    "buyer": TEXT,
    "product": TEXT,
    "quantity_milli": WHOLE,
    "amount_minor": WHOLE,
    "cost_minor": WHOLE,
    "channel": TEXT,
    "returns_order_id": TEXT,
    "method": TEXT,
    "paid_at": MOMENT,
}
TYPES = {TEXT: pa.string(), WHOLE: pa.int64(), MOMENT: pa.timestamp("us", tz="UTC")}
SCHEMA = pa.schema([(name, TYPES[kind]) for name, kind in COLUMNS.items()])
SCHEMA_SQLITE = pa.schema(
    [
        (name, pa.string() if kind == MOMENT else TYPES[kind])
        for name, kind in COLUMNS.items()
    ]
)
EMPTY_IS_TEXT = ("channel", "returns_order_id", "method")


def as_django_writes(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Bring moments to the text that Django keeps in SQLite, so that both compare equal.

    ADBC would write ``2026-11-10T05:00:00``; Django writes ``2026-11-10 05:00:00`` and
    leaves out the fraction of a second where there is none.
    """
    columns = []
    for name, kind in COLUMNS.items():
        column = rows.column(name)
        columns.append(_moment_as_text(column) if kind == MOMENT else column)
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA_SQLITE)


def _moment_as_text(column: pa.Array) -> pa.Array:
    if column.null_count == len(column):
        return pa.nulls(len(column), pa.string())
    text = pc.strftime(column, "%Y-%m-%d %H:%M:%S")
    return pc.replace_substring_regex(text, r"\.0+$", "")
