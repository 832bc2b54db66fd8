"""Propose a mapping for a file, and say what the file leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from setia.intake.columns.column import Column, Kind
from setia.intake.columns.every import COLUMNS
from setia.intake.guess.heads import chosen_heads
from setia.intake.guess.layout import (
    first_rows,
    guess_reading,
    heads_of,
    lowest_heads,
    sheets_alike,
)
from setia.intake.guess.mapping import Chosen, Mapping, Option, Question
from setia.intake.guess.questions import questions_about, settled
from setia.intake.guess.survey import Survey, survey
from setia.intake.reading.row import XLSX, Reading, Row
from setia.intake.reading.workbook import open_workbook

SHOWN_ROWS = 60


@dataclass(frozen=True)
class Proposal:
    """A mapping with the file's heads, its first rows, and the open questions."""

    mapping: Mapping
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    missing: tuple[Column, ...]

    @property
    def ready(self) -> bool:
        """Tell whether nothing is left to decide."""
        return not self.questions and not self.missing


def propose(path: Path, kind: str, zone: str, saved: Mapping | None = None) -> Proposal:
    """Propose how a file is read; with what was saved for its source, if that fits.

    Raises:
        NoTable: The file is no table.
    """
    reading = guess_reading(path, kind, saved.reading.sheet if saved is not None else "")
    rows = first_rows(path, reading, SHOWN_ROWS)
    heads = heads_of(rows, reading)
    columns = _saved_columns(saved, heads) if saved is not None else None
    if columns is None:
        lowest = lowest_heads(rows, reading)
        columns = chosen_heads(COLUMNS[kind], heads, _below(rows, reading), lowest)
    mapping = Mapping(kind, reading, columns, zone)
    if saved is not None:
        chosen = saved.sheet_chosen and saved.reading.sheet == reading.sheet
        mapping = replace(mapping, hidden=saved.hidden, sheet_chosen=chosen)
    return examined(path, mapping, remembered=True)


def examined(path: Path, mapping: Mapping, *, remembered: bool = False) -> Proposal:
    """Look through a whole file with a mapping: settle what it proves, ask the rest.

    Raises:
        NoTable: The file is no table, or not the one that the mapping is for.
    """
    rows = first_rows(path, mapping.reading, SHOWN_ROWS)
    heads = heads_of(rows, mapping.reading)
    mapping = _in_place(mapping, heads)
    seen: Survey = survey(path, mapping)
    mapping = _counting_days(path, settled(mapping, seen, remembered=remembered), seen)
    return Proposal(
        mapping,
        tuple(heads),
        tuple(rows),
        (*_which_sheet(path, mapping), *questions_about(mapping, seen)),
        tuple(missing_columns(mapping)),
    )


def _counting_days(path: Path, mapping: Mapping, seen: Survey) -> Mapping:
    """Let a workbook say from which year it counts its days; a text file cannot."""
    if mapping.reading.form != XLSX or not any(
        one.serials for one in seen.columns.values()
    ):
        return mapping
    year = open_workbook(path).first_year()
    for name, one in seen.columns.items():
        if one.serials:
            mapping = mapping.with_column(name, replace(mapping.columns[name], serial=year))
    return mapping


def _which_sheet(path: Path, mapping: Mapping) -> Iterator[Question]:
    if mapping.reading.form != XLSX or mapping.sheet_chosen:
        return
    alike = [one.sheet for one in sheets_alike(path, mapping.kind)]
    if len(alike) > 1:
        yield Question("question.sheet", "", tuple(Option(name) for name in alike))


def missing_columns(mapping: Mapping) -> Iterable[Column]:
    """Return the required columns that nothing in the file was chosen for."""
    chosen = mapping.columns
    for one in COLUMNS[mapping.kind]:
        if one.required and one.name not in chosen:
            yield one
    if mapping.kind == "sales" and not {"amount", "unit_price"} & set(chosen):
        yield next(one for one in COLUMNS["sales"] if one.name == "amount")


def _below(rows: Sequence[Row], reading: Reading) -> list[list[str]]:
    return [row.cells for row in rows if row.number > reading.last_head]


def _saved_columns(saved: Mapping, heads: Sequence[str]) -> dict[str, Chosen] | None:
    """Find what was chosen before by the names of the columns, wherever they stand now."""
    found = {}
    for name, one in saved.columns.items():
        if one.header and one.header not in heads:
            return None
        at = heads.index(one.header) if one.header else -1
        # Spelling is decided anew by each file; a saved answer settles what stays open.
        found[name] = replace(one, at=at)
    return found


def _in_place(mapping: Mapping, heads: Sequence[str]) -> Mapping:
    """Keep to columns that the file has, and remember their names."""
    kept = {
        name: replace(one, header=heads[one.at]) if one.at >= 0 else one
        for name, one in mapping.columns.items()
        if one.constant or 0 <= one.at < len(heads)
    }
    return replace(mapping, columns=kept)


def numeric(one: Column) -> bool:
    """Tell whether a column's cells are numbers with a decimal sign."""
    return one.kind in {Kind.MONEY, Kind.QUANTITY}
