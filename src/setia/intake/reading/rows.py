"""The rows of any file that Setia reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from setia.intake.reading.recognise import form_of, sample_of
from setia.intake.reading.row import XLSX, Reading, Row
from setia.intake.reading.text import text_rows
from setia.intake.reading.workbook import open_workbook


def rows_of(path: Path, reading: Reading) -> Iterator[Row]:
    """Yield the rows of a file as a reading finds them, from the first line on.

    Raises:
        NoTable: The file is no table, or is too large to be an honest one.
    """
    form_of(path, sample_of(path))
    if reading.form == XLSX:
        yield from open_workbook(path).rows(reading)
    else:
        yield from text_rows(path, reading)
