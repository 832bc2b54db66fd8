"""What a bank sends back: which transfers were done and which failed, row by row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from setia.core.errors import Problem, Refused
from setia.intake.cells.text import SpoiledId, id_of, word_of
from setia.intake.guess.layout import DELIMITERS, head_key
from setia.intake.reading.no_table import NoTable
from setia.intake.reading.recognise import SAMPLE, encoding_of, form_of
from setia.intake.reading.row import Row
from setia.intake.reading.text import decoded_lines, rows_of_lines
from setia.payouts.confirmation_cells import Cells, Unreadable
from setia.payouts.confirmation_mapping import NEEDED, TARGETS, ConfirmationMapping

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 50_000
FIRST_ROWS = 40
"""Among these stand the heads; a bank writes its own name and the day above them."""
NOWHERE = Path("confirmation")
WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True)
class ConfirmationRow:
    """One row of the bank's answer, numbered as a spreadsheet shows it.

    ``state`` is done, failed or None, the amount in minor units. With a ``problem`` (its
    code) the row says nothing that may be relied on; what could be read of it is kept to
    be shown.
    """

    number: int
    key: str
    amount_minor: int | None
    state: str | None
    day: date | None
    message: str
    problem: str = ""


def read_confirmations(data: bytes, mapping: ConfirmationMapping) -> list[ConfirmationRow]:
    """Return the rows of a bank's answer; one that cannot be read has its problem.

    Nothing is guessed: an amount such as 500.000 is only read where the column, or the
    mapping, says what its dot means, and a state only by a word of the mapping.

    Raises:
        Refused: The file is larger than 5 MB or 50,000 rows, is no text table, or a column
            is missing in it or there twice.
    """
    if len(data) > MOST_BYTES:
        most = {"most": MOST_BYTES // (1024 * 1024)}
        raise Refused([Problem("payout.confirmation.too_large", "file", most)])
    try:
        delimiter, head = _table(data, mapping)
        rows = list(islice(_below(data, delimiter, head), MOST_ROWS + 1))
    except NoTable as error:
        raise Refused([Problem(error.code, "file", error.params)]) from error
    if len(rows) > MOST_ROWS:
        too_many = {"most": MOST_ROWS}
        raise Refused([Problem("payout.confirmation.too_many_rows", "file", too_many)])
    places = _places(head, mapping)
    cells = Cells(mapping, [_picked(row, places) for row in rows])
    return [_read(row, places, len(head.cells), cells) for row in rows]


def _rows(data: bytes, delimiter: str) -> Iterator[Row]:
    lines = decoded_lines(io.BytesIO(data), encoding_of(data[:SAMPLE]))
    return rows_of_lines(lines, delimiter)


def _table(data: bytes, mapping: ConfirmationMapping) -> tuple[str, Row]:
    """Find the delimiter with which some row holds the heads, and that row."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise NoTable("file.empty")
    if data.startswith(WORKBOOK):
        raise Refused([Problem("payout.confirmation.workbook", "file")])
    form_of(NOWHERE, data[:SAMPLE])
    broken: NoTable | None = None
    for delimiter in DELIMITERS:
        try:
            for row in islice(_rows(data, delimiter), FIRST_ROWS):
                if _is_head(row, mapping):
                    return delimiter, row
        except NoTable as error:
            broken = error
    if broken is not None:
        raise broken
    raise Refused(
        [
            Problem(
                "payout.confirmation.no_column",
                "file",
                {"column": name, "heads": ", ".join(getattr(mapping, name))},
            )
            for name in NEEDED
        ]
    )


def _is_head(row: Row, mapping: ConfirmationMapping) -> bool:
    keys = {head_key(cell) for cell in row.cells}
    return all(keys & mapping.heads(name) for name in NEEDED)


def _places(head: Row, mapping: ConfirmationMapping) -> dict[str, int]:
    """Return where each target stands; of several heads that of the mapping's first."""
    keys = [head_key(cell) for cell in head.cells]
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for name in TARGETS:
        wanted = [head_key(one) for one in getattr(mapping, name)]
        found = next((one for one in wanted if one in keys), None)
        if found is not None and keys.count(found) > 1:
            params = {"column": name, "heads": head.cells[keys.index(found)]}
            problems.append(Problem("payout.confirmation.head_twice", "file", params))
        elif found is not None:
            places[name] = keys.index(found)
        elif name == "amount" and wanted:
            params = {"column": name, "heads": ", ".join(mapping.amount)}
            problems.append(Problem("payout.confirmation.no_column", "file", params))
    if problems:
        raise Refused(problems)
    return places


def _below(data: bytes, delimiter: str, head: Row) -> Iterator[Row]:
    for row in _rows(data, delimiter):
        if row.number > head.number and any(cell.strip() for cell in row.cells):
            yield row


def _picked(row: Row, places: dict[str, int]) -> dict[str, str]:
    cells = row.cells
    return {name: cells[at] for name, at in places.items() if at < len(cells)}


def _read(row: Row, places: dict[str, int], width: int, cells: Cells) -> ConfirmationRow:
    """Read a row cell by cell; the first problem is the row's."""
    picked = _picked(row, places)
    problems: list[str] = []
    if any(cell.strip() for cell in row.cells[width:]):
        # A delimiter inside an amount or a name has cut the row in other places.
        problems.append("payout.confirmation.row_too_wide")
    key, amount, day, state = "", None, None, None
    try:
        key = id_of(picked.get("key", ""))
    except SpoiledId:
        key = word_of(picked["key"])
        problems.append("payout.confirmation.key_spoiled")
    if not key:
        problems.append("payout.confirmation.key_missing")
    try:
        state = cells.state(picked.get("state", ""))
    except Unreadable as error:
        problems.append(error.code)
    try:
        amount = cells.amount(picked.get("amount", "")) if "amount" in places else None
    except Unreadable as error:
        problems.append(error.code)
    try:
        day = cells.day(picked.get("date", ""))
    except Unreadable as error:
        problems.append(error.code)
    message = word_of(picked.get("message", ""))
    problem = problems[0] if problems else ""
    return ConfirmationRow(row.number, key, amount, state, day, message, problem)
