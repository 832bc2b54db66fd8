"""A statement as pages show it: not more lines than anybody reads, each with its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from setia.statements.kinds import Section
from setia.statements.statement import Line, Listed, Parts, UnitStatement
from setia.statements.waits import Wait

MOST_LINES = 200
AddressOf = Callable[[Line], str]


@dataclass(frozen=True)
class ShownSection:
    """One section: its lines with the address of each, and what is left out."""

    section: Section
    lines: tuple[tuple[Line, str], ...]
    amount_minor: int
    left_out: int

    @property
    def counts(self) -> bool:
        """Tell whether the section changes what is owed."""
        return self.section != Section.MOVED


@dataclass(frozen=True)
class ShownUnit:
    """One unit of a statement, ready for a page or a sheet of paper.

    ``waits`` are those of awards that have no line of their own in this month;
    ``still_minor`` is what of the closing balance waits yet.
    """

    unit: str
    opening: Parts
    closing: Parts
    sections: tuple[ShownSection, ...]
    waits: tuple[Wait, ...]
    still_minor: int


def shown_unit(
    part: UnitStatement, address_of: AddressOf | None = None, most: int = MOST_LINES
) -> ShownUnit:
    """Return what a page shows of one unit; an address leads to what explains a line."""
    sections = tuple(_section(one, address_of, most) for one in part.sections)
    told = {line.award.pk for line in part.lines if line.booking and line.award}
    waits = tuple(one for one in part.waits if one.award.pk not in told)
    still = sum(one.amount_minor for one in part.waits)
    return ShownUnit(part.unit, part.opening, part.closing, sections, waits[:most], still)


def _section(listed: Listed, address_of: AddressOf | None, most: int) -> ShownSection:
    lines = tuple(
        (line, address_of(line) if address_of and line.booking else "")
        for line in listed.lines[:most]
    )
    left_out = len(listed.lines) - len(lines)
    return ShownSection(listed.section, lines, listed.amount_minor, left_out)
