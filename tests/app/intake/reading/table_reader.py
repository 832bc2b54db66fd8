"""Reads a file as the importer does before anything is held against the books."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from setia.intake.cleaning.clean import cleaned
from setia.intake.guess.mapping import Chosen
from setia.intake.guess.propose import Proposal, examined, propose
from setia.intake.guess.questions import answered
from setia.intake.reading.no_table import NoTable

ZONE = "Asia/Jakarta"


@dataclass
class Read:
    """What became of a file: its rows, what stays outside and why, what was asked."""

    no_table: str = ""
    header: tuple[int, ...] = ()
    questions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rows: list[dict] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    aside: list[tuple[int, str]] = field(default_factory=list)

    def column(self, name: str) -> list:
        return [row[name] for row in self.rows]


def read(
    content: str | bytes,
    kind: str = "sales",
    answers: dict[str, str] | None = None,
    constants: dict[str, str] | None = None,
    saved=None,
    styles: dict[str, str] | None = None,
) -> Read:
    """Answer questions by their code; a question without an answer leaves the file unread."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            return _read(path, kind, answers or {}, constants or {}, saved, styles)
        except NoTable as error:
            return Read(no_table=error.code)


def _read(path: Path, kind: str, answers, constants, saved, styles) -> Read:
    proposal = propose(path, kind, ZONE, saved)
    asked = tuple(one.code for one in proposal.questions)
    mapping = proposal.mapping
    for question in proposal.questions:
        if question.code in answers:
            value = answers[question.code]
            mapping = answered(mapping, question.code, question.column, value)
    for name, value in (styles or {}).items():
        mapping = mapping.with_column(name, replace(mapping.columns[name], style=value))
    for name, value in constants.items():
        mapping = mapping.with_column(name, Chosen(constant=value))
    proposal = examined(path, mapping)
    missing = tuple(one.name for one in proposal.missing)
    found = Read("", proposal.mapping.reading.header, asked, missing)
    return found if missing or proposal.questions else _cleaned(path, proposal, found)


def _cleaned(path: Path, proposal: Proposal, found: Read) -> Read:
    pieces = list(cleaned(path, proposal.mapping))
    return replace(
        found,
        rows=[row for piece in pieces for row in piece.rows.to_pylist()],
        problems=[(p.row, p.column, p.code) for one in pieces for p in one.problems],
        aside=[(row.row, row.code) for piece in pieces for row in piece.aside],
    )


def workbook(fill, **options) -> bytes:
    """Return a workbook; ``fill`` writes into it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as book:
        fill(book)
    return file.getvalue()
