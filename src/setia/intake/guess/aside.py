"""Rows that are no data: blanks, totals, the heads again."""

from __future__ import annotations

import re

from setia.intake.cells.figure import is_figure
from setia.intake.columns.every import COLUMNS
from setia.intake.guess.mapping import Mapping
from setia.intake.reading.marks import shown
from setia.intake.reading.row import Row

TOTAL = re.compile(
    r"(?:sub|grand|sub-|grand-)?\s*(?:total|jumlah|jml|rekap(?:itulasi)?|sum)"
    r"(?:\s+[\w ./-]{0,40})?\s*:?\s*(?:rp\.?)?",
    re.IGNORECASE,
)
BEGINS_A_TOTAL = frozenset("tTsSgGjJrR ")


def is_blank(row: Row) -> bool:
    """Tell whether nothing stands in a row."""
    return not "".join(row.cells).strip()


class Asides:
    """Knows the rows of a file that are no data, by its mapping."""

    def __init__(self, mapping: Mapping) -> None:
        chosen = [one for one in mapping.columns.values() if one.at >= 0]
        self._heads = [(one.at, one.header) for one in chosen]
        self._required = [
            mapping.columns[one.name].at
            for one in COLUMNS[mapping.kind]
            if one.required and one.name in mapping.columns
        ]

    def reason(self, row: Row) -> str | None:
        """Return why a row is no data; None for one that is.

        A total says so in its first cell, and lacks what every line has. A product that is
        called Total Care keeps its date and its code, so it stays a line.
        """
        cells = row.cells
        first = cells[0] or next((cell for cell in cells if cell.strip()), "")
        if first[:1] in BEGINS_A_TOTAL:
            named = TOTAL.fullmatch(shown(first).strip()) is not None
            if named and self._lacks_something(cells):
                return "row.total"
        if self._is_header(cells):
            return "row.header_again"
        return "row.note" if self._is_note(cells) else None

    def _lacks_something(self, cells: list[str]) -> bool:
        for at in self._required:
            text = shown(cells[at]).strip() if 0 <= at < len(cells) else ""
            if not text or TOTAL.fullmatch(text):
                return True
        return False

    def _is_note(self, cells: list[str]) -> bool:
        """Know a line of words under a table: who printed it, which page it is.

        Such a line begins where the table begins, so its words may stand in a needed column.
        """
        blank = 0
        for at in self._required:
            if not 0 <= at < len(cells) or not cells[at].strip():
                blank += 1
            elif at > 0:
                return False
        filled = [cell for cell in cells if cell.strip()]
        return blank > 0 and len(filled) == 1 and not is_figure(filled[0])

    def _is_header(self, cells: list[str]) -> bool:
        """Know the heads again when a program repeats them on every page."""
        for at, head in self._heads:
            text = cells[at].strip() if at < len(cells) else ""
            if not text or not head.endswith(text):
                return False
        return len(self._heads) > 1
