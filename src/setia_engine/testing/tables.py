"""Small tables in the layout that every evaluator reads: one file a table, in one folder.

Missing values are empty in CSV and null in Parquet. All moments of a Parquet column have
an offset or none has: a Parquet column is one or the other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from setia_engine.reference.rows import Facts, HistoryRow, Line, Party, Product

Form = Literal["csv", "parquet"]
_TEXT, _MONEY = pa.string(), pa.decimal128(18, 2)
_READ: dict[pa.DataType, Any] = {
    _TEXT: str,
    _MONEY: Decimal,
    pa.decimal128(18, 3): Decimal,
    pa.int64(): int,
    pa.date32(): date.fromisoformat,
    pa.timestamp("us"): datetime.fromisoformat,
}


@dataclass(frozen=True)
class Table:
    """One table: its file, its part of the facts, its rows and the types of its columns."""

    name: str
    part: str
    row: type[Any]
    types: Mapping[str, pa.DataType]

    @property
    def columns(self) -> dict[str, pa.DataType]:
        """All columns in the order of the row; what has no type of its own is text."""
        names = (field.name for field in fields(self.row))
        return {name: self.types.get(name, _TEXT) for name in names}


TABLES = (
    Table(
        "sale_lines",
        "lines",
        Line,
        {
            "line_no": pa.int64(),
            "sold_at": pa.timestamp("us"),
            "recorded_at": pa.timestamp("us"),
            "quantity": pa.decimal128(18, 3),
            "amount": _MONEY,
            "cost": _MONEY,
        },
    ),
    Table("parties", "parties", Party, {"joined_on": pa.date32()}),
    Table("party_history", "history", HistoryRow, {"from_date": pa.date32()}),
    Table("products", "products", Product, {"price": _MONEY, "cost": _MONEY}),
)


def write_facts(folder: Path, facts: Facts, form: Form = "csv") -> None:
    """Write all tables into a folder that exists; an empty history has no file."""
    for table in TABLES:
        rows = getattr(facts, table.part)
        if rows or table.part != "history":
            write = _write_csv if form == "csv" else _write_parquet
            write(folder / f"{table.name}.{form}", table, rows)


def read_facts(folder: Path) -> Facts:
    """Read a folder of small CSV files; a missing file is an empty table."""
    return Facts(
        **{table.part: _read_csv(folder / f"{table.name}.csv", table) for table in TABLES}
    )


def as_text(value: object) -> str:
    """Write a value as tables hold it: missing empty, dates ISO, numbers in full."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _write_csv(path: Path, table: Table, rows: Sequence[object]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        for row in rows:
            writer.writerow(as_text(getattr(row, name)) for name in table.columns)


def _read_csv(path: Path, table: Table) -> tuple[Any, ...]:
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(_row_of(table, cells) for cells in csv.DictReader(file))


def _row_of(table: Table, cells: Mapping[str, str]) -> object:
    """Read one row; a column that is not there is missing, one that is unknown ignored."""
    values = {
        name: _READ[kind](cells[name]) if cells.get(name) else None
        for name, kind in table.columns.items()
    }
    return table.row(**values)


def _write_parquet(path: Path, table: Table, rows: Sequence[object]) -> None:
    columns = {
        name: _column([getattr(row, name) for row in rows], kind)
        for name, kind in table.columns.items()
    }
    pq.write_table(pa.table(columns), path)


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_timestamp(kind) and _have_offsets(values):
        moments = [value and value.astimezone(UTC) for value in values]
        return pa.array(moments, pa.timestamp("us", "UTC"))
    return pa.array(values, kind)


def _have_offsets(moments: Iterable[datetime | None]) -> bool:
    """Say whether moments have offsets.

    Raises:
        ValueError: Some have one and some have none.
    """
    kinds = {moment.tzinfo is not None for moment in moments if moment is not None}
    if len(kinds) > 1:
        raise ValueError("a Parquet column holds moments with an offset or without one")
    return kinds == {True}
