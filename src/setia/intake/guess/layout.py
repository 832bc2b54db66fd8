"""Where a table begins: delimiter, sheet, and the rows that name the columns."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from setia.intake.cells.figure import is_figure
from setia.intake.columns.column import Column
from setia.intake.columns.every import COLUMNS
from setia.intake.reading.marks import MARKS, shown
from setia.intake.reading.no_table import NoTable
from setia.intake.reading.recognise import encoding_of, form_of, sample_of
from setia.intake.reading.row import CSV, XLSX, Reading, Row
from setia.intake.reading.rows import rows_of
from setia.intake.reading.text import decoded_lines, rows_of_lines
from setia.intake.reading.workbook import open_workbook

DELIMITERS = (",", ";", "\t", "|")
FIRST_ROWS = 40
MOST_ALIKE = 24
"""Sheets that a person is asked to choose from; two years of months."""
NOT_LETTERS = re.compile(r"[^a-z0-9@/ ]+")


def head_key(head: str) -> str:
    """Return the head of a column as it is compared: No. Faktur* → no faktur."""
    plain = NOT_LETTERS.sub(" ", shown(head).lower().replace("_", " "))
    return " ".join(plain.split())


def guess_reading(path: Path, kind: str, wanted: str = "") -> Reading:
    """Propose how the rows of a file are found; of sheets alike the one that is wanted.

    Raises:
        NoTable: The file is no table.
    """
    sample = sample_of(path)
    if form_of(path, sample) == XLSX:
        alike = sheets_alike(path, kind)
        return next((one for one in alike if one.sheet == wanted), alike[0])
    encoding = encoding_of(sample)
    delimiter = _delimiter(sample, encoding)
    reading = Reading(CSV, encoding, delimiter)
    return replace(reading, header=_header(first_rows(path, reading), kind)[0])


def first_rows(path: Path, reading: Reading, most: int = FIRST_ROWS) -> list[Row]:
    """Return the first rows of a file."""
    return list(islice(rows_of(path, reading), most))


def sheets_alike(path: Path, kind: str) -> list[Reading]:
    """Return how each of the sheets is read whose heads fit best; more than one of equals.

    Raises:
        NoTable: No sheet holds anything.
    """
    found: list[tuple[float, Reading]] = []
    for sheet in open_workbook(path).sheets:
        reading = Reading(XLSX, sheet=sheet)
        rows = first_rows(path, reading)
        if any(shown(cell).strip() for row in rows for cell in row.cells):
            header, score = _header(rows, kind)
            found.append((score, replace(reading, header=header)))
    if not found:
        raise NoTable("file.empty")
    best = max(score for score, _ in found)
    return [one for score, one in found if score == best][: MOST_ALIKE if best else 1]


def _delimiter(sample: bytes, encoding: str) -> str:
    """Choose the sign that cuts most rows into the same number of cells."""
    # The sample may end in the middle of a line, which would count as a short row.
    lines = list(_whole_lines(sample, encoding))[:200]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) > 4:
        return lines[0][4]
    scores = {sign: _regularity(lines, sign) for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: scores[sign])


def _whole_lines(sample: bytes, encoding: str) -> Iterator[str]:
    """Yield lines up to where the sample breaks off in the middle of a letter."""
    with suppress(UnicodeDecodeError):
        yield from decoded_lines(io.BytesIO(sample), encoding)


def _regularity(lines: Sequence[str], delimiter: str) -> float:
    widths: Counter[int] = Counter()
    try:
        for row in rows_of_lines(iter(lines), delimiter):
            if any(cell.strip() for cell in row.cells):
                widths[len(row.cells)] += 1
    except NoTable:
        pass
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / sum(widths.values()) + min(width, 40) / 1_000


def _header(rows: Sequence[Row], kind: str) -> tuple[tuple[int, ...], float]:
    """Return the rows that name the columns, and how well the names are known."""
    columns = COLUMNS[kind]
    scored = [(_known_heads(row.cells, columns), -place) for place, row in enumerate(rows)]
    best, place = max(scored, default=(0.0, 0))
    if best <= 0:
        return (() if _begins_with_data(rows) else _widest(rows)), 0.0
    at = -place
    header = [rows[at].number]
    if at > 0 and _is_upper(rows[at - 1].cells, rows[at].cells):
        header.insert(0, rows[at - 1].number)
    elif at + 1 < len(rows) and _is_lower(rows[at].cells, rows[at + 1].cells, columns):
        header.append(rows[at + 1].number)
    return tuple(header), best


def _known_heads(cells: Sequence[str], columns: Sequence[Column]) -> float:
    known = {head_key(word) for one in columns for word in one.words}
    heads = [head_key(cell) for cell in cells if shown(cell).strip()]
    if len(heads) < 2 and len(cells) > 1:
        return 0.0
    return float(len({head for head in heads if head in known}))


def _is_upper(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Know the upper row of a merged head: text over some columns, gaps below or beside."""
    filled = [cell for cell in upper if shown(cell).strip()]
    if len(filled) < 2 or any(_has_digits(cell) for cell in filled):
        return False
    gaps = any(shown(a).strip() and not shown(b).strip() for a, b in _pairs(upper, lower))
    return gaps or len(filled) < sum(1 for cell in lower if shown(cell).strip())


def _is_lower(
    upper: Sequence[str], lower: Sequence[str], columns: Sequence[Column]
) -> bool:
    """Know the lower row of a merged head: it names what the upper one leaves open."""
    filled = [cell for cell in lower if shown(cell).strip()]
    if not filled or any(_has_digits(cell) or cell[:1] in MARKS for cell in filled):
        return False
    fills_gaps = any(
        shown(b).strip() and not shown(a).strip() for a, b in _pairs(upper, lower)
    )
    return fills_gaps and _known_heads([*filled, ""], columns) > 0


def _pairs(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[str, str]]:
    width = max(len(upper), len(lower))
    pad = [""] * width
    return list(zip([*upper, *pad][:width], [*lower, *pad][:width], strict=True))


def _has_digits(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell)


def _widest(rows: Sequence[Row]) -> tuple[int, ...]:
    """Where no head is known, take the first row that is as wide as the table."""
    widths = [sum(1 for cell in row.cells if shown(cell).strip()) for row in rows]
    if not widths or max(widths) == 0:
        raise NoTable("file.no_header")
    return (rows[widths.index(max(widths))].number,)


def _begins_with_data(rows: Sequence[Row]) -> bool:
    """Know a table without heads: its first row holds figures, as the second does."""
    filled = [row for row in rows if sum(1 for cell in row.cells if cell.strip()) > 1]
    return len(filled) > 0 and all(
        any(is_figure(cell) for cell in row.cells) for row in filled[:2]
    )


def heads_of(rows: Sequence[Row], reading: Reading) -> list[str]:
    """Return the name of each column; an upper head reaches over the blanks beside it.

    Where no row names them, columns are called A, B, C, as in a spreadsheet.

    Raises:
        NoTable: The rows that were to name the columns are not there.
    """
    if not reading.header:
        widest = max((len(row.cells) for row in rows), default=0)
        return [_letters(at) for at in range(widest)]
    naming = [row for row in rows if row.number in reading.header]
    if not naming:
        raise NoTable("file.no_header")
    width = max(len(row.cells) for row in rows)
    heads = [""] * width
    for level, row in enumerate(naming):
        carried = ""
        for at in range(width):
            own = shown(row.cells[at]).strip() if at < len(row.cells) else ""
            # Only a head that lies over several columns is carried to the right.
            carried = own or (carried if level < len(naming) - 1 else "")
            heads[at] = " ".join(part for part in (heads[at], carried) if part)
    return heads


def lowest_heads(rows: Sequence[Row], reading: Reading) -> list[str]:
    """Return what the lowest row of a head says by itself; nothing where there is one row."""
    if len(reading.header) < 2:
        return []
    naming = [row for row in rows if row.number in reading.header]
    return [shown(cell).strip() for cell in naming[-1].cells] if naming else []


def _letters(at: int) -> str:
    letters = ""
    while at >= 0:
        at, rest = divmod(at, 26)
        letters = chr(65 + rest) + letters
        at -= 1
    return letters
