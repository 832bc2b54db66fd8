"""A target column: what it is called, how files announce it, and which kind of cell it holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a column are understood."""

    ID = "id"
    WORD = "word"
    MONEY = "money"
    QUANTITY = "quantity"
    WHOLE = "whole"
    MOMENT = "moment"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """One thing that a file may bring. ``label`` is an English message id.

    ``words`` are the heads under which it goes in real files, Indonesian and English, in
    lower case; ``choices`` spells what a choice may be, each with its synonyms.
    """

    name: str
    label: str
    kind: Kind
    words: tuple[str, ...]
    required: bool = False
    most: int = 64
    choices: tuple[tuple[str, str], ...] = ()


def spelt(text: str) -> tuple[str, ...]:
    """Split heads that are written one after another, separated by strokes."""
    return tuple(word.strip() for word in text.split("|"))
