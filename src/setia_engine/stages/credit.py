"""Credit: whose a sale line is, on which day it counts, and in which order's window.

Works on the lines known at a moment. Adds ``party`` (code), ``window_day`` and, for plans
per order, ``window_order``; ``day`` becomes the line's effective local day.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from setia_engine.stages.arithmetic.expressions import Column, local_day
from setia_engine.stages.selection import Flow
from setia_engine.values.zone import Offsets


@dataclass(frozen=True)
class Known:
    """What the lines are seen through: the moment of knowing, the zone, the parents."""

    as_of: int
    offsets: Offsets
    parents: ir.Table | None


def credited_lines(lines: ir.Table, flow: Flow, known: Known) -> ir.Table:
    """Return the lines that a flow credits to somebody, each with party and day."""
    told = lines.filter(lines.recorded_us <= known.as_of)
    counted = told.filter(~_is_return(told)) if flow.returns == "ignore" else told
    if flow.returns == "restate" or flow.per_order:
        counted = _moved(counted, told, flow, known.offsets)
    else:
        counted = counted.mutate(window_day=counted.day)
    return _credited(counted, flow, known)


def _is_return(lines: ir.Table) -> Column:
    return (lines.quantity < 0) | (lines.amount < 0)


def _moved(counted: ir.Table, told: ir.Table, flow: Flow, offsets: Offsets) -> ir.Table:
    """Move returns to the order that they undo, and orders to their first day."""
    moved = counted.mutate(window_order=counted.order_id)
    if flow.returns == "restate":
        moved = _restated(moved, told, offsets)
    if not flow.per_order:
        return moved.mutate(window_day=moved.day)
    orders = _first_days(told, offsets)
    dated = moved.inner_join(orders, [moved.window_order == orders.known_order])
    return dated.mutate(window_day=dated.first_day).drop("known_order", "first_day")


def _restated(counted: ir.Table, told: ir.Table, offsets: Offsets) -> ir.Table:
    """Move each return to the day and the order that it undoes, where that is known.

    The order undone is a column of its own, so that engines can look it up by its value
    alone; only orders that some return names are worth looking up.
    """
    undoing = counted.mutate(
        undoes=ibis.cases((_is_return(counted), counted.returns_order_id))
    )
    named = undoing.filter(undoing.undoes.notnull()).select(order_id="undoes").distinct()
    undone = _first_days(told.semi_join(named, "order_id"), offsets)
    joined = undoing.left_join(undone, [undoing.undoes == undone.known_order])
    return joined.mutate(
        day=ibis.coalesce(joined.first_day, joined.day),
        window_order=ibis.coalesce(joined.known_order, joined.order_id),
    ).drop("known_order", "first_day", "undoes")


def _first_days(told: ir.Table, offsets: Offsets) -> ir.Table:
    """Return each order with the local day of its earliest line."""
    first = told.group_by("order_id").aggregate(first_us=told.sold_us.min())
    return first.select(
        known_order=first.order_id, first_day=local_day(first.first_us, offsets)
    )


def _credited(lines: ir.Table, flow: Flow, known: Known) -> ir.Table:
    if flow.credit == "seller":
        return lines.mutate(party=lines.seller)
    if flow.credit == "buyer":
        bought = lines.filter(lines.buyer.notnull())
        return bought.mutate(party=bought.buyer)
    parents = known.parents.rename(  # type: ignore[union-attr] # upline always brings parents
        child="party", since="from_day", until="to_day", party="value"
    )
    joined = lines.inner_join(
        parents,
        [
            lines.seller == parents.child,
            lines.day >= parents.since,
            lines.day <= parents.until,
        ],
    )
    return joined.drop("child", "since", "until")
