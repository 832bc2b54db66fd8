"""A selection: the lines that one number of a plan is taken over, as data.

A plan's measure, each of its conditions, the base of its growth and what its reward is
paid on are selections. Plans share them where they ask for the same; selections of one
shape are answered by one query.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from setia_engine.plan.filters import Scope
from setia_engine.plan.period import Period
from setia_engine.plan.reward import By
from setia_engine.values.window import Over

Basis = Literal["revenue", "margin", "quantity"]


@dataclass(frozen=True)
class Flow:
    """How sale lines find their party and their day."""

    credit: Literal["seller", "buyer", "upline"]
    returns: Literal["deduct", "restate", "ignore"]
    timezone: str
    per_order: bool


@dataclass(frozen=True)
class Slot:
    """What each line earns where that differs from line to line.

    A line's multiplier is ``values[attribute]``, else ``otherwise``; ``floor`` is what each
    unit of quantity earns at least. ``unit`` is what one of the resulting integers is worth
    in money.
    """

    basis: Basis
    by: By | None
    values: tuple[tuple[str, int], ...]
    otherwise: int
    floor: int | None
    unit: Fraction


@dataclass(frozen=True)
class Selection:
    """Lines of a flow, in a scope, in the windows of a period or in their bases."""

    flow: Flow
    period: Period
    over: Over | None
    scope: Scope


@dataclass
class Wanted:
    """What all plans together want to know of a selection."""

    columns: set[str] = field(default_factory=set)
    slots: list[Slot] = field(default_factory=list)

    def slot(self, slot: Slot) -> int:
        """Return the place of a slot, taking it in if it is new."""
        if slot not in self.slots:
            self.slots.append(slot)
        return self.slots.index(slot)


def attributes_used(selection: Selection, slots: list[Slot]) -> frozenset[str]:
    """Return the attributes of lines that decide what a selection makes of them."""
    by = {slot.by for slot in slots if slot.by is not None}
    return selection.scope.attributes() | by
