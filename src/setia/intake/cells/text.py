"""Ids and words: trimmed, never guessed at, and refused where a spreadsheet spoiled them."""

from __future__ import annotations

import re

from setia.intake.reading.marks import MOMENT, NUMBER

SPOILED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")
EXACT_DIGITS = 15
"""A spreadsheet keeps no more digits of a number; longer ids end in zeros that it made up."""


class SpoiledId(ValueError):
    """An id that a spreadsheet has turned into a number and lost."""


def word_of(cell: str) -> str:
    """Return a text without blanks around it and double ones inside."""
    return BLANKS.sub(" ", cell.removeprefix(NUMBER).removeprefix(MOMENT)).strip()


def id_of(cell: str) -> str:
    """Return an id; a whole number of a workbook is its digits.

    Raises:
        SpoiledId: It was rounded, or written as 1.68E+06.
    """
    text = word_of(cell)
    if SPOILED.fullmatch(text):
        raise SpoiledId(text)
    if cell.startswith(NUMBER) and len(text.lstrip("-")) > EXACT_DIGITS:
        raise SpoiledId(text)
    return text.removesuffix(".0") if cell.startswith(NUMBER) else text.removeprefix("'")
