"""A look through a whole file: what its days and numbers prove, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from setia.intake.cells import day, number
from setia.intake.columns.column import Kind
from setia.intake.columns.every import column
from setia.intake.guess.aside import Asides, is_blank
from setia.intake.guess.mapping import Chosen, Mapping
from setia.intake.reading.row import Row
from setia.intake.reading.rows import rows_of

MOST_SAMPLES = 5
ROWS_AT_ONCE = 50_000
MOST_DISTINCT = 200_000
"""Cells of one column that are remembered; past that a file has proved what it can."""


@dataclass
class Seen:
    """What the cells of one column showed."""

    styles: dict[str, int] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    ambiguous: list[str] = field(default_factory=list)
    serials: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)


@dataclass
class Survey:
    """What a file showed: by target column, and how many rows are hidden."""

    columns: dict[str, Seen] = field(default_factory=dict)
    hidden: int = 0
    rows: int = 0


def survey(path: Path, mapping: Mapping) -> Survey:
    """Read a file once and remember what its cells prove.

    Raises:
        NoTable: The file cannot be read to its end.
    """
    found = Survey()
    watched = list(_watched(mapping))
    found.columns = {name: Seen() for name, _, _ in watched}
    rows = data_rows(path, mapping)
    while piece := list(islice(rows, ROWS_AT_ONCE)):
        found.rows += len(piece)
        found.hidden += sum(row.hidden for row in piece)
        for name, chosen, kind in watched:
            at, seen = chosen.at, found.columns[name]
            if len(seen.known) < MOST_DISTINCT:
                cells = {row.cells[at] for row in piece if at < len(row.cells)}
                # In order, so that the samples are the same whenever the file is read.
                for cell in sorted(cells - seen.known):
                    _look(seen, cell, kind)
                seen.known |= cells
    return found


def data_rows(path: Path, mapping: Mapping) -> Iterator[Row]:
    """Yield the rows below the head that are no totals, blanks or repeated heads."""
    below, asides = mapping.reading.last_head, Asides(mapping)
    for row in rows_of(path, mapping.reading):
        if row.number > below and not is_blank(row) and asides.reason(row) is None:
            yield row


def _watched(mapping: Mapping) -> Iterator[tuple[str, Chosen, Kind]]:
    for name, chosen in mapping.columns.items():
        kind = column(mapping.kind, name).kind
        if chosen.at >= 0 and kind in {Kind.MONEY, Kind.QUANTITY, Kind.MOMENT, Kind.DAY}:
            yield name, chosen, kind


def _look(seen: Seen, cell: str, kind: Kind) -> None:
    if kind in {Kind.MOMENT, Kind.DAY}:
        _look_at_day(seen, cell)
    else:
        _look_at_number(seen, cell)


def _look_at_day(seen: Seen, cell: str) -> None:
    if order := day.proves(cell):
        seen.orders[order] = seen.orders.get(order, 0) + 1
    elif day.is_ambiguous(cell):
        _remember(seen.ambiguous, cell)
    elif day.is_serial(cell):
        _remember(seen.serials, cell)


def _look_at_number(seen: Seen, cell: str) -> None:
    styles = number.styles_of(cell)
    if len(styles) == 1:
        (style,) = styles
        seen.styles[style] = seen.styles.get(style, 0) + 1
    elif number.is_ambiguous(cell):
        _remember(seen.ambiguous, cell)


def _remember(samples: list[str], cell: str) -> None:
    if len(samples) < MOST_SAMPLES:
        samples.append(cell)
