"""What is to be said, as data: a sentence by its key, and the values that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from setia_engine.plan.measure import Growth, Name

Unit = Literal["money", "points", "goods"]
Exact = Decimal | Fraction | int


@dataclass(frozen=True)
class Sum:
    """So much money, so many points or goods."""

    amount: Exact
    unit: Unit = "money"


@dataclass(frozen=True)
class Percent:
    """A share, written as a percentage."""

    share: Exact


@dataclass(frozen=True)
class Measured:
    """A value of a measure, in that measure's own unit: rupiah, units, orders, percent."""

    value: Exact
    measure: Name | Growth


@dataclass(frozen=True)
class Count:
    """A number, bare or of something: parties, days, places."""

    number: Exact
    of: str = ""


@dataclass(frozen=True)
class Listing:
    """Several values: all of them, any of them, or one beside the other."""

    items: Sequence[Value]
    joined: Literal["and", "or", "beside"] = "and"


@dataclass(frozen=True)
class Phrase:
    """A sentence, or a part of one, by its key."""

    key: str
    parts: Mapping[str, Value] = field(default_factory=dict)
    is_point: bool = False


Value = Sum | Percent | Measured | Count | Listing | Phrase | date | str


def phrase(key: str, **parts: Value) -> Phrase:
    """Return what is to be said under this key, with the values that it names."""
    return Phrase(key, parts)


def point(key: str, **parts: Value) -> Phrase:
    """Return one point of a list."""
    return Phrase(key, parts, is_point=True)
