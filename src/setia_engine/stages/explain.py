"""Explain: which part of each award every line carries, inside the engine.

A line's weight is what it earns itself, what the running measure earns with it less
without it, or its part of the measure, as the reward says. Parts are shared out by largest
remainder in units of the plan's rounding and sum exactly to the award.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from setia_engine.plan.measure import Name
from setia_engine.stages.arithmetic.expressions import (
    Column,
    at_least,
    at_most,
    difference,
    floor_quotient,
    in_millionths,
    moved_up,
    product,
    wide,
)
from setia_engine.stages.measure import SCALES, basis_column, earned
from setia_engine.stages.selection import Slot

SLICES = "slices"
BASIS_OF_COUNTS = "revenue"


@dataclass(frozen=True)
class Telling:
    """How the lines of alike plans are weighed.

    ``weights`` has one entry, or one per tier: the name of a basis, ``slot_k``, or
    ``slices_measure``; ``slices`` counts thresholds, ``digits`` those of the units that are
    shared out; weights that ``may_cancel`` can sum to nothing where there is an award.
    """

    weights: tuple[str, ...]
    slots: tuple[Slot, ...]
    slices: int
    per_order: bool
    may_cancel: bool
    digits: int = 1

    @property
    def keys(self) -> list[str]:
        """What tells one award from another."""
        return [
            "selection",
            "window",
            "party",
            *(["window_order"] if self.per_order else []),
        ]


def part_of_measure(measure: Name) -> str:
    """Return the basis in which a line has its part of a measure."""
    return measure if measure in SCALES else BASIS_OF_COUNTS


def carried(pairs: ir.Table, awards: ir.Table, telling: Telling) -> ir.Table:
    """Return the lines of each award with basis (millionths) and part (rounding units).

    ``awards`` has the keys, ``units`` with their ``sign`` and digits, ``tier`` (from 1; 1
    where there is none), and for slices what the plan's thresholds are.
    """
    lines = pairs.inner_join(awards, telling.keys)
    weighed = lines.mutate(weight=_weight(lines, telling), basis=_basis(lines, telling))
    whole = ibis.window(group_by=telling.keys)
    summed = weighed.mutate(
        together=wide(weighed.weight.sum().over(whole)), alone=_alone(telling)
    )
    return _shared(_with_last_for_nothing(summed), telling)


def _alone(telling: Telling) -> Column:
    """Return 1 for the last line of an award, which may have to carry all, else 0."""
    if not telling.may_cancel:
        return ibis.literal(0, "int8")
    latest = ibis.window(
        group_by=telling.keys,
        order_by=[ibis.desc("sold_us"), ibis.desc("order_id"), ibis.desc("line_no")],
    )
    return (ibis.row_number().over(latest) == 0).cast("int8")


def _with_last_for_nothing(lines: ir.Table) -> ir.Table:
    """Where weights sum to 0 the last line carries all; weights of one sign divide best."""
    nothing = lines.together == 0
    down = lines.together < 0
    return lines.mutate(
        weight=ibis.cases(
            (nothing, wide(lines.alone)),
            (down, wide(-lines.weight)),
            else_=wide(lines.weight),
        ),
        together=ibis.cases(
            (nothing, wide(ibis.literal(1))),
            (down, wide(-lines.together)),
            else_=wide(lines.together),
        ),
    )


def _shared(lines: ir.Table, telling: Telling) -> ir.Table:
    """Give every line the floor of its exact share, then the units left over one each."""
    whole = ibis.window(group_by=telling.keys)
    part, rest = _divided(lines, telling.digits)
    floored = lines.mutate(part=part, rest=rest)
    rested = floored.mutate(
        left_over=difference(floored.units, wide(floored.part.sum().over(whole)))
    )
    nearest = ibis.window(
        group_by=telling.keys,
        order_by=[ibis.desc("rest"), ibis.asc("order_id"), ibis.asc("line_no")],
    )
    placed = rested.mutate(place=ibis.row_number().over(nearest))
    one_more = (placed.place < placed.left_over).cast("int8")
    return placed.select(
        *telling.keys,
        "order_id",
        "line_no",
        "basis",
        part=wide(placed.part + wide(one_more)),
    )


def _divided(lines: ir.Table, digits: int) -> tuple[Column, Column]:
    """Divide units × weight by the sum of weights, digit by digit as on paper.

    Units times weight may leave 38 digits; a digit times weight, and a remainder moved up
    by a digit, do not.
    """
    weight = product(lines.weight, lines.sign)
    part: Column = wide(ibis.literal(0))
    rest: Column = wide(ibis.literal(0))
    for place in range(digits):
        carried_over = moved_up(rest) + product(weight, lines[f"digit_{place}"])
        digit = floor_quotient(carried_over, lines.together)
        rest = difference(carried_over, product(digit, lines.together))
        part = wide(moved_up(part) + digit)
    return part, rest


def _weight(lines: ir.Table, telling: Telling) -> Column:
    return _by_tier(lines, [_weight_of(lines, name, telling) for name in telling.weights])


def _basis(lines: ir.Table, telling: Telling) -> Column:
    return _by_tier(lines, [_basis_of(lines, name, telling) for name in telling.weights])


def _by_tier(lines: ir.Table, columns: Sequence[Column]) -> Column:
    if len(columns) == 1:
        return columns[0]
    branches = [
        (lines.tier == tier, column) for tier, column in enumerate(columns, start=1)
    ]
    return ibis.cases(*branches, else_=wide(ibis.literal(0)))


def _weight_of(lines: ir.Table, name: str, telling: Telling) -> Column:
    if name.startswith("slot_"):
        place = int(name.removeprefix("slot_"))
        return wide(earned(lines, place, telling.slots[place]))
    if name.startswith(SLICES):
        return _sliced(lines, name.removeprefix(f"{SLICES}_"), telling)
    return wide(basis_column(lines, name))


def _basis_of(lines: ir.Table, name: str, telling: Telling) -> Column:
    if name.startswith("slot_"):
        name = telling.slots[int(name.removeprefix("slot_"))].basis
    basis = name.removeprefix(f"{SLICES}_")
    return in_millionths(basis_column(lines, basis), SCALES[basis])


def _sliced(lines: ir.Table, measure: str, telling: Telling) -> Column:
    """What the running measure earns with the line less what it earned without it."""
    so_far = ibis.window(
        group_by=telling.keys, order_by=["sold_us", "order_id", "line_no"], following=0
    )
    own = wide(basis_column(lines, measure))
    running = wide(own.sum().over(so_far))
    before = difference(running, own)
    return difference(
        _slices(lines, running, telling.slices), _slices(lines, before, telling.slices)
    )


def _slices(lines: ir.Table, value: Column, count: int) -> Column:
    scaled = product(value, lines.times)
    earned_so_far: Column = wide(ibis.literal(0))
    for place in range(count):
        start = product(lines.start_of, lines[f"start_{place}"])
        top = scaled
        if place + 1 < count:
            top = at_most(scaled, product(lines.start_of, lines[f"start_{place + 1}"]))
        width = at_least(difference(top, start), wide(ibis.literal(0)))
        earned_so_far = wide(earned_so_far + product(width, lines[f"rate_{place}"]))
    return earned_so_far
