"""Apply a mapping to a file: typed rows, piece by piece, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from setia.intake.cleaning.batch import SCHEMAS, CleanBatch, RowProblem, SetAside
from setia.intake.cleaning.cells import Wrong, clean_column
from setia.intake.cleaning.registers import shape_register
from setia.intake.cleaning.sales import SalesShape
from setia.intake.columns.every import COLUMNS
from setia.intake.guess.aside import Asides, is_blank
from setia.intake.guess.mapping import Mapping
from setia.intake.reading.marks import shown
from setia.intake.reading.row import CSV, Reading, Row
from setia.intake.reading.rows import rows_of

ROWS_AT_ONCE = 50_000
MOST_PROBLEMS_OF_A_PIECE = 50_000
Table = dict[str, list[Any]]


def cleaned(path: Path, mapping: Mapping) -> Iterator[CleanBatch]:
    """Yield the rows of a file, cleaned, with those that stay outside and why.

    Raises:
        NoTable: The file cannot be read, or not to its end.
    """
    shape = SalesShape() if mapping.kind == "sales" else None
    rows, width = _below_the_head(rows_of(path, mapping.reading), mapping.reading)
    while piece := list(islice(rows, ROWS_AT_ONCE)):
        yield _piece(piece, mapping, shape, width)


def _below_the_head(rows: Iterator[Row], reading: Reading) -> tuple[Iterator[Row], int]:
    """Return the rows of data, and how many cells each may have; 0 where nothing tells.

    In text a cell that holds the delimiter is cut in two, and all that follow move on. A
    head of the same width shows it; a workbook cuts nothing.
    """
    width = 0
    for row in rows:
        if row.number in reading.header:
            width = max(width, len(row.cells))
        if row.number > reading.last_head:
            return chain([row], rows), width if reading.form == CSV else 0
    return rows, 0


def _piece(
    rows: Sequence[Row], mapping: Mapping, shape: SalesShape | None, width: int
) -> CleanBatch:
    data, aside = _data(rows, mapping)
    table = _columns(data, mapping)
    if width:
        _refuse_too_wide(data, table, mapping, width)
    if shape is None:
        found = shape_register(mapping.kind, table)
    else:
        found = shape.shaped([row.number for row in data], table)
    bad = found.problems
    good = [place for place in range(len(data)) if place not in bad]
    numbers = [data[place].number for place in good]
    batch = found.batch(SCHEMAS[mapping.kind], good, numbers)
    problems = tuple(
        RowProblem(
            data[place].number,
            column,
            wrong.code,
            str(wrong.params.get("value", "")),
            wrong.params,
            tuple(shown(cell) for cell in data[place].cells),
        )
        for place, wrongs in sorted(bad.items())
        for column, wrong in wrongs
    )
    return CleanBatch(batch, problems, tuple(aside), len(data))


def _data(rows: Sequence[Row], mapping: Mapping) -> tuple[list[Row], list[SetAside]]:
    data, aside, asides = [], [], Asides(mapping)
    for row in rows:
        if is_blank(row):
            continue
        reason = asides.reason(row)
        if reason is None and row.hidden and mapping.hidden == "leave":
            reason = "row.hidden"
        if reason is None:
            data.append(row)
        else:
            cells = tuple(shown(cell) for cell in row.cells)
            aside.append(SetAside(row.number, reason, cells))
    return data, aside


def _columns(data: Sequence[Row], mapping: Mapping) -> Table:
    """Clean every column that the mapping chooses; the others are not there."""
    zone = ZoneInfo(mapping.zone)
    table: Table = {}
    for one in COLUMNS[mapping.kind]:
        chosen = mapping.columns.get(one.name)
        if chosen is None:
            continue
        if chosen.constant:
            cells = [chosen.constant] * len(data)
        else:
            cells = _cells_at(data, chosen.at)
        table[one.name] = clean_column(cells, one, chosen, zone)
        if one.required:
            missing = Wrong("cell.missing", {})
            table[one.name] = [missing if v is None else v for v in table[one.name]]
    return table


def _refuse_too_wide(
    data: Sequence[Row], table: Table, mapping: Mapping, width: int
) -> None:
    """Refuse rows that were cut in too many cells, at the last column that is read."""
    named = [name for name in table if mapping.columns[name].at >= 0]
    last = max(named, key=lambda name: mapping.columns[name].at, default=None)
    for place, row in enumerate(data):
        if len(row.cells) > width and last and any(c.strip() for c in row.cells[width:]):
            table[last][place] = Wrong("row.too_wide", {})


def _cells_at(data: Sequence[Row], at: int) -> list[str]:
    try:
        return [row.cells[at] for row in data]
    except IndexError:  # some row is shorter than the table
        return [row.cells[at] if at < len(row.cells) else "" for row in data]
