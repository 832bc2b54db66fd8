"""An explanation as text in its places; a terminal or a page sets it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """One condition with what was found, and whether it holds."""

    text: str
    kept: bool


@dataclass(frozen=True)
class Step:
    """One step from the reward to the award: what it is, and how much."""

    name: str
    amount: str


@dataclass(frozen=True)
class Part:
    """One sale line with what it counts for and which part of the award it carries."""

    order_id: str
    line_no: int
    basis: str
    amount: str


@dataclass(frozen=True)
class Tale:
    """Everything told of one row, from the sum down to the lines; ``rest`` may be empty."""

    title: str
    about: str
    known: str
    headline: str
    facts: tuple[str, ...]
    conditions: tuple[Kept, ...]
    steps: tuple[Step, ...]
    why: tuple[str, ...]
    parts: tuple[Part, ...]
    rest: str
    total: str
