"""Rows of a text file, streaming, whatever its encoding and delimiter."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_noop as _

from setia.intake.reading.marks import unmarked
from setia.intake.reading.no_table import NoTable
from setia.intake.reading.row import Reading, Row

MOST_CHARACTERS = 100_000
"""Of one cell; more means that a quotation mark was left open."""
LONGEST_LINE = 1 << 20
BOM = "\ufeff"
AS_WINDOWS = "setia-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252, from which they mostly come."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error(AS_WINDOWS, _as_windows)


def text_rows(path: Path, reading: Reading) -> Iterator[Row]:
    """Yield the rows of a text file with the number of the line on which each begins.

    Raises:
        NoTable: A quotation mark stays open, or the encoding does not fit.
    """
    with path.open("rb") as file:
        lines = decoded_lines(file, reading.encoding)
        yield from rows_of_lines(lines, reading.delimiter)


def rows_of_lines(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    """Split lines into cells by the rules of CSV; cells may hold line ends."""
    csv.field_size_limit(MOST_CHARACTERS)
    source = _Ending(lines)
    reader = csv.reader(source, delimiter=delimiter)
    number = 1
    try:
        for cells in reader:
            # The reader asks for another line only where a quotation mark is still open.
            if source.is_over:
                raise NoTable("file.quote_open", row=number)
            if number > 1 or not _tells_delimiter(cells):
                yield Row(number, cells)
            number = reader.line_num + 1
    except csv.Error as error:
        raise NoTable("file.quote_open", row=number) from error
    except UnicodeDecodeError as error:
        raise NoTable("file.encoding", encoding=error.encoding) from error


class _Ending:
    """Lines that remember whether somebody has asked for more of them than there are."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.is_over = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.is_over = True
            raise StopIteration
        return line


def _tells_delimiter(cells: list[str]) -> bool:
    """Know the line that tells Excel its delimiter, as in ``sep=;``."""
    return bool(cells) and cells[0].lower().startswith("sep=")


def decoded_lines(file: IO[bytes], encoding: str) -> Iterator[str]:
    """Yield lines as text, their ends kept, whichever of the three ends a file has."""
    errors = "strict" if encoding.startswith("utf-16") else AS_WINDOWS
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")
    try:
        yield unmarked(text.readline(LONGEST_LINE).removeprefix(BOM))
        for line in iter(partial(text.readline, LONGEST_LINE), ""):
            if len(line) == LONGEST_LINE:
                raise NoTable("file.no_table", what=_("one endless line"))
            yield unmarked(line)
    finally:
        # The file is its opener's to close, who may have done so already.
        if not file.closed:
            text.detach()
