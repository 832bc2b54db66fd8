"""Rows of a workbook's sheet, bounded before it is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from setia.intake.reading.marks import MOMENT, NUMBER, unmarked
from setia.intake.reading.no_table import NoTable
from setia.intake.reading.row import Reading, Row
from setia.intake.reading.sheet_facts import (
    SheetFacts,
    counts_from_1904,
    facts_of_sheet,
)

MOST_BYTES = 500 * 1024 * 1024
PIECE = 1 << 20


@dataclass(frozen=True)
class Workbook:
    """An opened workbook: the names of its visible sheets and where each lies."""

    path: Path
    sheets: tuple[str, ...]

    def rows(self, reading: Reading) -> Iterator[Row]:
        """Yield the rows of the sheet that a reading names.

        Raises:
            NoTable: There is no such sheet, or it is too large.
        """
        if reading.sheet not in self.sheets:
            raise NoTable("file.sheet_missing", sheet=reading.sheet)
        facts = self.facts(reading.sheet)
        with CalamineWorkbook.from_path(str(self.path)) as book:
            sheet = book.get_sheet_by_name(reading.sheet)
            # Columns that are empty in every row are left out on the left; rows are not.
            blanks = [""] * (sheet.start[1] if sheet.start else 0)
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                if number > facts.rows:
                    return
                texts = blanks + [_text(cell) for cell in cells]
                for column, mark in facts.marked.get(number, {}).items():
                    if column < len(texts):
                        texts[column] = mark
                yield Row(number, texts, number in facts.hidden)

    def first_year(self) -> str:
        """Return the year from which this workbook counts its days."""
        with zipfile.ZipFile(self.path) as archive:
            return "1904" if counts_from_1904(archive) else "1900"

    def facts(self, sheet: str) -> SheetFacts:
        """Return what the values alone do not tell about a sheet."""
        with zipfile.ZipFile(self.path) as archive:
            return facts_of_sheet(archive, sheet)


def open_workbook(path: Path) -> Workbook:
    """Open a workbook once it is known to be bounded.

    Raises:
        NoTable: It is broken, or unpacks to more than an honest workbook holds.
    """
    try:
        _measure(path)
        with CalamineWorkbook.from_path(str(path)) as book:
            names = tuple(
                one.name
                for one in book.sheets_metadata
                if one.visible == SheetVisibleEnum.Visible
                and one.typ == SheetTypeEnum.WorkSheet
            )
    except (CalamineError, zipfile.BadZipFile, OSError, EOFError) as error:
        raise NoTable("file.broken", why=str(error)[:200]) from error
    if not names:
        raise NoTable("file.empty")
    return Workbook(path, names)


def _measure(path: Path) -> None:
    """Unpack every part into nothing, counting: what a header declares may be a lie."""
    left = MOST_BYTES
    with zipfile.ZipFile(path) as archive:
        declared = sum(part.file_size for part in archive.infolist())
        if declared > MOST_BYTES:
            raise NoTable("file.bomb", most=MOST_BYTES // 2**20)
        for part in archive.infolist():
            with archive.open(part) as file:
                while piece := file.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise NoTable("file.bomb", most=MOST_BYTES // 2**20)


def _text(cell: Any) -> str:  # noqa: ANN401 - any value that a sheet holds
    """Write a typed value as text with its mark, so that it has one reading."""
    if cell is None or isinstance(cell, str):
        return unmarked(cell) if cell else ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return f"{NUMBER}{_number(cell)}"
    if isinstance(cell, datetime):
        return f"{MOMENT}{cell.isoformat(sep=' ')}"
    return f"{MOMENT}{cell.isoformat()}" if isinstance(cell, date) else str(cell)


def _number(value: float) -> str:
    """Write the shortest digits that mean this number, without an exponent if whole."""
    if float(value).is_integer() and abs(value) < 10**15:
        return str(int(value))
    return repr(value)
