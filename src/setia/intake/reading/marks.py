"""Cells that a workbook has typed, told apart from text that only looks like it.

A number of a workbook has one reading, 1.5; the same letters as text may have two. Typed
cells carry a mark in front, from a range of Unicode that no text uses.
"""

from __future__ import annotations

NUMBER, MOMENT, FORMULA, ERROR = "\ue000", "\ue001", "\ue002", "\ue003"
MARKS = frozenset({NUMBER, MOMENT, FORMULA, ERROR})


def unmarked(text: str) -> str:
    """Return text of a file without our own marks, which only a trickster writes there."""
    return text.translate(_NO_MARKS) if any(mark in text for mark in MARKS) else text


_NO_MARKS = dict.fromkeys(map(ord, MARKS), "\ufffd")


def shown(cell: str) -> str:
    """Return a cell as the person sees it in the file."""
    return cell[1:] if cell[:1] in MARKS else cell
