"""Data folders for the tests of facts: written from rows, read back as plain values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from setia_engine.errors import FactsRejected
from setia_engine.facts.contract import TABLES, Kind, Table
from setia_engine.facts.laid import FactCounts, LaidFacts
from setia_engine.facts.refusals import BadRow
from setia_engine.run.load import open_facts

JAKARTA, NEW_YORK = "Asia/Jakarta", "America/New_York"
Row = Mapping[str, str]
LINE: Row = {
    "order_id": "SO1",
    "line_no": "1",
    "sold_at": "2026-11-30T10:00:00",
    "seller_id": "R1",
    "product_id": "P1",
    "quantity": "2",
    "amount": "100000.00",
}
ARROW: Mapping[Kind, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "quantity": pa.decimal128(18, 3),
    "money": pa.decimal128(18, 2),
    "date": pa.date32(),
    "moment": pa.timestamp("us"),
}


def a_line(**cells: str) -> dict[str, str]:
    """Make a sound sale line, with some cells of its own."""
    return {**LINE, **cells}


def csv_text(rows: Sequence[Row], header: Iterable[str] = ()) -> str:
    """Write rows as CSV under the union of their columns."""
    names = list(header) or list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def arrow_table(rows: Sequence[Row], table: Table) -> pa.Table:
    """Turn rows of text into the types that the contract names; empty text is null."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    arrays = {}
    for name in names:
        kind = table.column(name).kind
        cells = [_typed(row.get(name, ""), kind) for row in rows]
        arrays[name] = pa.array(cells, ARROW[kind])
    return pa.table(arrays)


def _typed(cell: str, kind: Kind) -> object:
    if cell == "":
        return None
    if kind in {"quantity", "money"}:
        return Decimal(cell)
    if kind == "integer":
        return int(cell)
    if kind == "date":
        return date.fromisoformat(cell)
    return datetime.fromisoformat(cell) if kind == "moment" else cell


def write(folder: Path, name: str, content: str | bytes | pa.Table) -> Path:
    """Write one file of a data folder; a table as Parquet."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, pa.Table):
        pq.write_table(content, path)
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def write_tables(folder: Path, form: str = "csv", **tables: Sequence[Row]) -> Path:
    """Write tables as one file each, as ``csv`` or ``parquet``."""
    by_name = {table.name: table for table in TABLES}
    for name, rows in tables.items():
        content = csv_text(rows) if form == "csv" else arrow_table(rows, by_name[name])
        write(folder, f"{name}.{form}", content)
    return folder


@dataclass(frozen=True)
class Laid:
    """Laid facts as plain values; lines and history name parties and products by id."""

    lines: dict[str, list[dict[str, Any]]]
    parties: list[dict[str, Any]]
    history: list[dict[str, Any]]
    products: list[dict[str, Any]]
    counts: FactCounts

    def line(self, zone: str = JAKARTA) -> dict[str, Any]:
        (only,) = self.lines[zone]
        return only


def laid(folder: Path, *zones: str, **options: Any) -> Laid:
    """Load a data folder and read everything back."""
    with open_facts(folder, zones or (JAKARTA,), **options) as facts:
        return _read_back(facts)


def _read_back(facts: LaidFacts) -> Laid:
    parties = facts.parties.to_pylist()
    products = facts.products.to_pylist()
    people = {code: row["party_id"] for code, row in enumerate(parties)} | {None: None}
    lines = {}
    for zone, name in facts.lines.items():
        rows = facts.connection.sql(f"FROM {name} ORDER BY order_id, line_no, sold_us")
        lines[zone] = [
            row
            | {
                "seller": people[row["seller"]],
                "buyer": people[row["buyer"]],
                "product": products[row["product"]]["product_id"],
            }
            for row in rows.to_arrow_table().to_pylist()
        ]
    return Laid(
        lines,
        [row | {"parent": people[row["parent"]]} for row in parties],
        [row | {"party": people[row["party"]]} for row in facts.history.to_pylist()],
        products,
        facts.counts,
    )


def refused(folder: Path, *zones: str, **options: Any) -> list[BadRow]:
    """Load a data folder that must be refused, and return every finding."""
    with pytest.raises(FactsRejected) as rejected:
        laid(folder, *zones, **options)
    rows = rejected.value.rows
    assert all(isinstance(row, BadRow) for row in rows)
    assert rejected.value.total == len(rows)
    return list(rows)
