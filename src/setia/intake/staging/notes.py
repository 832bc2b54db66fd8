"""Rows that do not come in, and why: set down one a line, read one at a time.

A file of a million bad rows is told in numbers; of the rows themselves the first are kept.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TextIO

from setia.intake.staging.folder import folder_of

MOST_KEPT = 100_000
UNREADABLE, UNKNOWN, ASIDE = "unreadable.jsonl", "unknown.jsonl", "aside.jsonl"


@dataclass(frozen=True)
class Note:
    """One row that stays outside: where, the reason's code and parameters, and what it says."""

    row_no: int
    code: str
    column: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)


class Notebook:
    """Counts rows by reason and writes down the first of them."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._last_row = 0
        self.reasons: Counter[str] = Counter()
        self.rows = 0
        self.kept = 0

    def add(self, note: Note) -> None:
        """Take a note; several about one row count as one row."""
        self.reasons[note.code] += 1
        self.rows += note.row_no != self._last_row
        self._last_row = note.row_no
        if self.kept < MOST_KEPT:
            self.kept += 1
            self._file.write(
                json.dumps(asdict(note), ensure_ascii=False, default=str) + "\n"
            )


@contextmanager
def notebook(batch_id: int, name: str) -> Iterator[Notebook]:
    """Begin a notebook of a batch anew."""
    with (folder_of(batch_id) / name).open("w", encoding="utf-8") as file:
        yield Notebook(file)


def notes_of(batch_id: int, *names: str) -> Iterator[Note]:
    """Yield the notes of a batch, notebook by notebook."""
    for name in names:
        path: Path = folder_of(batch_id) / name
        if path.is_file():
            with path.open(encoding="utf-8") as file:
                for line in file:
                    yield Note(**json.loads(line))
