"""A statement: what a payee had, what came and went in a month, and what is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from setia.closing.models import Adjustment, Award, Booking, CloseRun, Hold
from setia.closing.state import State
from setia.people.models import Party
from setia.sales.models import SaleLine
from setia.statements.kinds import LineKind, Section, section_of
from setia.statements.waits import Wait


@dataclass(frozen=True)
class Parts:
    """An amount by where it stands, in hundredths of its unit.

    What still waits for something, what can be paid or spent, and what was given too much
    and is netted against later rewards.
    """

    waiting_minor: int = 0
    payable_minor: int = 0
    arrears_minor: int = 0

    @property
    def amount_minor(self) -> int:
        """Return what is owed in all."""
        return self.waiting_minor + self.payable_minor - self.arrears_minor

    def __add__(self, other: Parts) -> Parts:
        """Return both together."""
        return Parts(
            self.waiting_minor + other.waiting_minor,
            self.payable_minor + other.payable_minor,
            self.arrears_minor + other.arrears_minor,
        )


@dataclass(frozen=True)
class SaleChange:
    """A sale line that became known, or ceased to hold, between two runs."""

    line: SaleLine
    gone: bool

    @property
    def amount_minor(self) -> int:
        """Return by how much the sales changed, in sen."""
        return -self.line.amount_minor if self.gone else self.line.amount_minor


@dataclass(frozen=True)
class Why:
    """Why an award changed: sale lines, another version of the program, or neither."""

    sales: tuple[SaleChange, ...] = ()
    version: bool = False


@dataclass(frozen=True)
class Line:
    """One line: what it is, its day in the books, and what it changes.

    ``reference`` names it for good. Lines of awards have their booking, in its run, and
    ``home`` the month they belong to; ``wait`` tells what the award still waits for, ``hold``
    that it is held back. ``total_minor`` is what the award comes to after the line.
    """

    kind: LineKind
    reference: str
    on: date
    unit: str
    parts: Parts
    award: Award | None = None
    booking: Booking | None = None
    run: CloseRun | None = None
    home: date | None = None
    why: Why | None = None
    adjustment: Adjustment | None = None
    wait: Wait | None = None
    hold: Hold | None = None

    @property
    def amount_minor(self) -> int:
        """Return by how much the line changes what is owed."""
        return self.parts.amount_minor

    @property
    def total_minor(self) -> int | None:
        """Return what the award comes to after this line."""
        return None if self.booking is None else self.booking.total_minor

    @property
    def moved_minor(self) -> int:
        """Return what a line moved that changes nothing in sum: released, or netted."""
        return abs(self.parts.payable_minor or self.parts.arrears_minor)

    @property
    def section(self) -> Section:
        """Return the sum that the line is part of."""
        return section_of(self.kind)


@dataclass(frozen=True)
class Listed:
    """The lines of one section with their sum."""

    section: Section
    lines: tuple[Line, ...]
    amount_minor: int


@dataclass(frozen=True)
class UnitStatement:
    """What happened in one unit: opening plus lines is closing."""

    unit: str
    opening: Parts
    lines: tuple[Line, ...]
    closing: Parts
    waits: tuple[Wait, ...]
    holds: tuple[Hold, ...]

    def sum_of(self, section: Section) -> int:
        """Return what the lines of a section come to."""
        return _sum(line for line in self.lines if line.section == section)

    @property
    def sections(self) -> tuple[Listed, ...]:
        """Return the sections that have lines, in the order of reading."""
        return tuple(
            Listed(section, lines, _sum(lines))
            for section in Section
            if (lines := tuple(one for one in self.lines if one.section == section))
        )


@dataclass(frozen=True)
class Statement:
    """A payee's month as known at a moment, by unit.

    ``run`` is the last closing that was known then, ``final_at`` when its revision was made
    final; before the first run there is neither.
    """

    payee: Party
    month: date
    known_at: datetime
    run: CloseRun | None
    state: State
    final_at: datetime | None
    units: tuple[UnitStatement, ...]

    @property
    def revision(self) -> int:
        """Return the revision that the statement tells of."""
        return 1 if self.run is None else self.run.revision

    def unit(self, unit: str) -> UnitStatement:
        """Return one unit's part; empty where nothing ever happened in it."""
        empty = UnitStatement(unit, Parts(), (), Parts(), (), ())
        return next((one for one in self.units if one.unit == unit), empty)


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.amount_minor for line in lines)
