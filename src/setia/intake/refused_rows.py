"""The rows that do not come in, as a CSV to be put right and handed in again."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from setia.intake.sentences import sentence
from setia.intake.staging.notes import UNKNOWN, UNREADABLE, notes_of

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """Takes the place of a file: what is written comes back."""

    def write(self, text: str) -> str:
        return text


def refused_csv(batch_id: int, head: list[str]) -> Iterator[str]:
    """Yield the lines of a CSV: row number, column, reason, and the row as it was."""
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow(head))
    for note in notes_of(batch_id, UNREADABLE, UNKNOWN):
        reason = sentence(note.code, note.params)
        cells = [_safe(cell) for cell in (note.column, reason, *note.cells)]
        yield str(writer.writerow([note.row_no, *cells]))


def _safe(cell: Any) -> str:  # noqa: ANN401 - whatever the file had
    """Keep a spreadsheet from taking a text for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text
