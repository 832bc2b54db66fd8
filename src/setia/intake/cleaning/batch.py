"""What cleaning yields: typed rows, and rows that stay outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

MOMENT = pa.timestamp("us", tz="UTC")
SCHEMAS: dict[str, pa.Schema] = {
    "sales": pa.schema(
        {
            "row_no": pa.int64(),
            "order_id": pa.string(),
            "line_no": pa.int64(),
            "sold_at": MOMENT,
            "seller": pa.string(),
            "buyer": pa.string(),
            "product": pa.string(),
            "quantity_milli": pa.int64(),
            "amount_minor": pa.int64(),
            "cost_minor": pa.int64(),
            "channel": pa.string(),
            "returns_order_id": pa.string(),
            "method": pa.string(),
            "paid_at": MOMENT,
        }
    ),
    "parties": pa.schema(
        {
            "row_no": pa.int64(),
            **dict.fromkeys(
                ("code", "name", "role", "tier", "category", "territory", "parent"),
                pa.string(),
            ),
            "joined_on": pa.date32(),
            **dict.fromkeys(
                ("whatsapp", "phone", "email", "street", "city", "province"), pa.string()
            ),
            "birth_date": pa.date32(),
            "notes": pa.string(),
        }
    ),
    "products": pa.schema(
        {
            "row_no": pa.int64(),
            **dict.fromkeys(("code", "name", "category", "brand", "supplier"), pa.string()),
            "price_minor": pa.int64(),
            "cost_minor": pa.int64(),
        }
    ),
}


@dataclass(frozen=True)
class RowProblem:
    """Why a row is refused: its number, the column, the code with its parameters."""

    row: int
    column: str
    code: str
    value: str
    params: dict[str, Any] = field(default_factory=dict)
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetAside:
    """A row that is no data, and why."""

    row: int
    code: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class CleanBatch:
    """Some rows of a file: those that are good, as columns, and the others by reason.

    ``read`` counts all data rows of the piece.
    """

    rows: pa.RecordBatch
    problems: tuple[RowProblem, ...]
    aside: tuple[SetAside, ...]
    read: int
