"""How one cell is read: SQL from what a file holds to what the contract means.

A value is accepted only where it converts exactly. Numbers whose type does not promise
that are judged by their shortest decimal text, by the same rules as CSV.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from setia_engine.facts.contract import Column, Kind
from setia_engine.run.load.read.reading_rules import DAY_US
from setia_engine.run.load.workspace import literal

SMALL_INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"}
LARGE_INTEGERS = {"BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT"}
NEVER = "NULL"
SQL_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "quantity": "DECIMAL(18,3)",
    "money": "DECIMAL(18,2)",
    "date": "INTEGER",
    "moment": "BIGINT",
}


@dataclass(frozen=True)
class Read:
    """SQL of a value; ``sure``: its type promises that whatever is given can be read."""

    value: str
    sure: bool = False


@dataclass(frozen=True)
class Cell:
    """SQL that reads one column in the files of a group.

    ``value`` is null where nothing is given or where it cannot be read, ``missing`` holds
    where nothing is given, ``shown`` is what people are told. ``fixed`` holds where a
    moment is an instant; elsewhere it is local time.
    """

    value: str
    missing: str
    shown: str
    sure: bool
    fixed: str = "FALSE"

    def bad(self, value: str, *, required: bool) -> str | None:
        """Return what holds for a cell that breaks the contract, if any can.

        ``value`` stands for the value of the cell, which may be at hand already.
        """
        if required:
            return f"{value} IS NULL"
        if self.sure:
            return None
        return f"CASE WHEN {value} IS NULL THEN NOT ({self.missing}) ELSE FALSE END"


def absent_cell(column: Column) -> Cell:
    """Read a column that a file does not have."""
    return Cell(f"CAST(NULL AS {SQL_TYPES[column.kind]})", "TRUE", "''", sure=True)


def read_cell(column: Column, raw: str, source: str) -> Cell:
    """Read a column whose cells are of the type ``source``, as DuckDB names it."""
    if source == "NULL":
        return absent_cell(column)
    read = READERS[column.kind](raw, source)
    if column.allowed:
        names = ", ".join(literal(name) for name in column.allowed)
        read = Read(f"CASE WHEN {read.value} IN ({names}) THEN {read.value} END")
    return Cell(
        value=f"CAST({read.value} AS {SQL_TYPES[column.kind]})",
        missing=_missing(column.kind, raw, source),
        shown=raw if source == "VARCHAR" else f"CAST({raw} AS VARCHAR)",
        sure=read.sure,
        fixed=_fixed(raw, source),
    )


def _missing(kind: Kind, raw: str, source: str) -> str:
    if source == "BLOB":
        return f"{raw} IS NULL OR octet_length({raw}) = 0"
    if source != "VARCHAR":
        return f"{raw} IS NULL"
    return f"{raw} IS NULL OR {raw if kind == 'text' else f'bare({raw})'} = ''"


def _fixed(raw: str, source: str) -> str:
    if source == "VARCHAR":
        return f"has_offset({raw})"
    return "TRUE" if source == "TIMESTAMP WITH TIME ZONE" else "FALSE"


def _text(raw: str, source: str) -> Read:
    if source == "VARCHAR":
        return Read(f"nullif({raw}, '')", sure=True)
    if source == "BLOB":
        return Read(f"nullif(try(decode({raw})), '')")
    if source in SMALL_INTEGERS | LARGE_INTEGERS:
        return Read(f"CAST({raw} AS VARCHAR)", sure=True)
    return Read(NEVER)


def _integer(raw: str, source: str) -> Read:
    if source in SMALL_INTEGERS | {"BIGINT"}:
        return Read(raw, sure=True)
    if source in LARGE_INTEGERS:
        return Read(f"TRY_CAST({raw} AS BIGINT)")
    return _by_text("integer_of", raw, source)


def _decimal(kind: Kind, rule: str, digits: int) -> Callable[[str, str], Read]:
    def read(raw: str, source: str) -> Read:
        if source in SMALL_INTEGERS or _fits(source, digits):
            return Read(raw, sure=True)
        if source in LARGE_INTEGERS:
            return Read(f"TRY_CAST({raw} AS {SQL_TYPES[kind]})")
        return _by_text(rule, raw, source)

    return read


def _fits(source: str, digits: int) -> bool:
    """Tell whether every decimal of a type is one with so many digits after the point."""
    if not (found := re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", source)):
        return False
    precision, scale = int(found[1]), int(found[2])
    return scale <= digits and precision - scale <= 18 - digits


def _by_text(rule: str, raw: str, source: str) -> Read:
    if source == "VARCHAR":
        return Read(f"{rule}({raw})")
    if source in {"FLOAT", "DOUBLE"} or source.startswith("DECIMAL("):
        return Read(f"{rule}(CAST({raw} AS VARCHAR))")
    return Read(NEVER)


def _date(raw: str, source: str) -> Read:
    if source == "DATE":
        return Read(f"day_number({raw})")
    if source == "VARCHAR":
        return Read(f"day_of({raw})")
    if source in {"TIMESTAMP", "TIMESTAMP_NS"}:
        day = f"CAST({raw} AS DATE)"
        return Read(f"CASE WHEN {raw} = {day} THEN day_number({day}) END")
    return Read(NEVER)


def _moment(raw: str, source: str) -> Read:
    clocks = {
        "TIMESTAMP": f"local_within(epoch_us({raw}))",
        "TIMESTAMP WITH TIME ZONE": f"instant_within(epoch_us({raw}))",
        "TIMESTAMP_NS": f"local_within(microseconds_of(epoch_ns({raw})))",
        "DATE": f"CAST(day_number({raw}) AS BIGINT) * {DAY_US}",
        "VARCHAR": f"clock_of({raw})",
    }
    return Read(clocks.get(source, NEVER))


READERS: dict[Kind, Callable[[str, str], Read]] = {
    "text": _text,
    "integer": _integer,
    "quantity": _decimal("quantity", "quantity_of", 3),
    "money": _decimal("money", "money_of", 2),
    "date": _date,
    "moment": _moment,
}
