"""Whether a cell is a figure at all, in any spelling: what tells data from words."""

from __future__ import annotations

from setia.intake.cells import day
from setia.intake.cells.number import styles_of
from setia.intake.reading.marks import MARKS


def is_figure(cell: str) -> bool:
    """Tell whether a cell is a number or a day, typed by a workbook or written."""
    written = (
        bool(styles_of(cell)) or day.is_ambiguous(cell) or day.proves(cell) is not None
    )
    return cell[:1] in MARKS or written
