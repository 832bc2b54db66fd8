"""Read a batch's file with its mapping, and stage the rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from setia.core.errors import Problem, Refused
from setia.intake.cleaning.batch import CleanBatch
from setia.intake.cleaning.clean import cleaned
from setia.intake.guess.mapping import Mapping
from setia.intake.models import Batch, BatchKind
from setia.intake.progress import READING, Progress, tell_progress
from setia.intake.reading.no_table import NoTable
from setia.intake.registers.rows import keeping_anew
from setia.intake.staging.notes import ASIDE, UNREADABLE, Note, Notebook, notebook
from setia.intake.staging.staged import Staged
from setia.intake.staging.store import staging_anew
from setia.intake.uploads import path_of

SHEET_BYTES_OF_ROW, TEXT_BYTES_OF_ROW = 25, 90
"""About as much as a row takes in a file; only the drawing of progress depends on it."""


def stage_batch(batch: Batch) -> Staged:
    """Stage what can be read, and note what stays outside with its reason.

    Raises:
        Refused: The file cannot be read with this mapping, or not to its end.
    """
    path = path_of(batch.stored_as)
    if batch.mapping is None or not path.is_file():
        raise Refused([Problem("import.file_gone", "file")])
    mapping = Mapping.from_json(batch.mapping)
    try:
        with (
            notebook(batch.pk, UNREADABLE) as refused,
            notebook(batch.pk, ASIDE) as aside,
            _writer(batch) as write,
        ):
            rows = 0
            for piece in _told(batch, cleaned(path, mapping)):
                write(piece.rows)
                rows += piece.read
                _note(piece, refused, aside)
    except NoTable as error:
        raise Refused([Problem(error.code, "file", error.params)]) from error
    counts = (rows + aside.rows, refused.rows, aside.rows)
    return Staged(*counts, refused.reasons, aside.reasons)


@contextmanager
def _writer(batch: Batch) -> Iterator[Callable[[pa.RecordBatch], None]]:
    if batch.kind == BatchKind.SALES:
        with staging_anew(batch.pk) as writer:
            yield writer.write
    else:
        with keeping_anew(batch.pk) as keeper:
            yield keeper.write


def _told(batch: Batch, pieces: Iterator[CleanBatch]) -> Iterator[CleanBatch]:
    """Hand pieces on, and say how far the reading is."""
    packed = batch.stored_as.endswith((".xlsx", ".xlsm"))
    of_rows = batch.size // (SHEET_BYTES_OF_ROW if packed else TEXT_BYTES_OF_ROW)
    rows, told_at = 0, 0.0
    tell_progress(batch.pk, Progress(READING, 0, of_rows))
    for piece in pieces:
        yield piece
        rows += piece.read
        if time.monotonic() - told_at > 0.3:
            tell_progress(batch.pk, Progress(READING, rows, max(of_rows, rows)))
            told_at = time.monotonic()


def _note(piece: CleanBatch, refused: Notebook, aside: Notebook) -> None:
    for one in piece.problems:
        cells = list(one.cells)
        refused.add(Note(one.row, one.code, one.column, _plain(one.params), cells))
    for row in piece.aside:
        aside.add(Note(row.row, row.code, cells=list(row.cells)))


def _plain(params: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) for name, value in params.items()}
