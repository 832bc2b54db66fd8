"""The kinds of charts: figures and their names, with nothing said about how they are drawn.

Figures are whole numbers in the chart's unit: sen, thousandths of a quantity, millionths of
a share, or plain counts. Only the drawing itself turns them into positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Unit = Literal["rupiah", "quantity", "share", "count"]
Along = int | date
"""Where a spot stands on the lower axis: a day, or a step such as a week before or after."""


@dataclass(frozen=True)
class Bar:
    """One thing and its figure; maybe a range around it, what it was before, and its page."""

    label: str
    value: int
    low: int | None = None
    high: int | None = None
    before: int | None = None
    href: str = ""


@dataclass(frozen=True)
class Bars:
    """Things side by side, each with its name above its bar.

    ``text`` tells in words what the picture shows, for whoever does not see it.
    """

    text: str
    bars: tuple[Bar, ...]
    unit: Unit = "rupiah"
    now_name: str = ""
    before_name: str = ""


@dataclass(frozen=True)
class Column:
    """How many cases fell from one figure up to the next."""

    start: int
    end: int
    count: int


@dataclass(frozen=True)
class Mark:
    """A place on the lower axis that has a name."""

    at: Along
    name: str


@dataclass(frozen=True)
class Columns:
    """How often which figure came out, with named places among them."""

    text: str
    columns: tuple[Column, ...]
    marks: tuple[Mark, ...] = ()
    unit: Unit = "rupiah"


@dataclass(frozen=True)
class Spot:
    """One figure along a line, with the interval that holds it."""

    at: Along
    value: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Line:
    """Spots that belong together, under one name."""

    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Lines:
    """Lines over time or steps, at most three, each with its interval where it has one."""

    text: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    unit: Unit = "rupiah"


@dataclass(frozen=True)
class Dot:
    """One thing with two figures, and its page."""

    label: str
    across: int
    up: int
    href: str = ""


@dataclass(frozen=True)
class Dots:
    """Things by two figures: what one has to do with the other."""

    text: str
    dots: tuple[Dot, ...]
    across_name: str = ""
    up_name: str = ""
    across_unit: Unit = "rupiah"
    unit: Unit = "rupiah"


Chart = Bars | Columns | Lines | Dots
