"""Arrive: the line at which a party's running measure first reaches a goal."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from setia_engine.stages.arithmetic.expressions import wide
from setia_engine.stages.measure import basis_column

MOMENT = ("sold_us", "order_id", "line_no")
"""The order in which lines of a race are taken."""


def arrivals(pairs: ir.Table, goals: ir.Table, measure: str, keys: list[str]) -> ir.Table:
    """Return for each race and party the line that first brought it to the goal.

    ``goals`` has ``selection``, ``race`` and ``reach`` in the units that the measure is
    counted in.
    """
    so_far = ibis.window(group_by=keys, order_by=list(MOMENT), following=0)
    running = pairs.mutate(running=wide(basis_column(pairs, measure).sum().over(so_far)))
    there = running.inner_join(goals, "selection")
    there = there.filter(there.running >= there.reach)
    earliest = ibis.window(group_by=[*keys, "race"], order_by=list(MOMENT))
    ranked = there.mutate(nth=ibis.row_number().over(earliest))
    return ranked.filter(ranked.nth == 0).select(*keys, "race", *MOMENT)
