"""Measure: what the lines of each selection, window and party sum to.

Inside the engine lines become one row per (selection, window, party); outside, such rows
become the numbers that plans speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import ibis
import ibis.expr.types as ir
import numpy as np

from setia_engine.plan.measure import Name
from setia_engine.stages.arithmetic.exact import Ratio, Whole, minus, times, whole_ratio
from setia_engine.stages.arithmetic.expressions import (
    Column,
    at_least,
    at_most,
    product,
    wide,
)
from setia_engine.stages.selection import Slot
from setia_engine.values.numbers import MARGIN_UNITS, MINOR, THOUSANDTHS

SCALES = {"quantity": THOUSANDTHS, "revenue": MINOR, "margin": MARGIN_UNITS}
ASKED: dict[str, frozenset[str]] = {
    **{name: frozenset({name}) for name in ("quantity", "revenue", "orders", "buyers")},
    "products": frozenset({"products"}),
    "categories": frozenset({"categories"}),
    "margin": frozenset({"margin", "lines_without_margin"}),
    "margin_rate": frozenset({"margin", "margin_revenue", "lines_without_margin"}),
}
"""Which columns of sums each measure is made of."""
DISTINCT = frozenset({"orders", "buyers", "products", "categories"})
"""Columns that count distinct things."""


def keys(*, per_order: bool) -> list[str]:
    """Return the columns that one row of sums is told apart by."""
    order = ["window_order"] if per_order else []
    return ["selection", "window", "party", *order]


def sums(
    pairs: ir.Table, columns: Iterable[str], slots: Sequence[Slot], *, per_order: bool
) -> ir.Table:
    """Sum the pairs of line and selection up, per window and party (and order)."""
    sold = pairs.quantity > 0
    known: dict[str, Column] = {
        "quantity": pairs.quantity.sum(),
        "revenue": pairs.amount.sum(),
        "margin": pairs.margin.sum(),
        "margin_revenue": pairs.amount.sum(where=pairs.margin.notnull()),
        "lines_without_margin": pairs.margin.isnull().sum(),
        "orders": pairs.order_id.nunique(where=sold),
        "buyers": pairs.buyer.nunique(where=sold),
        "products": pairs["product"].nunique(where=sold),
        "last_us": pairs.sold_us.max(),
    }
    if "product_category" in pairs.columns:
        known["categories"] = pairs.product_category.nunique(where=sold)
    asked = {name: known[name] for name in sorted(columns)}
    earnings = {
        f"slot_{place}": earned(pairs, place, slot).sum()
        for place, slot in enumerate(slots)
    }
    return pairs.group_by(keys(per_order=per_order)).aggregate(
        lines=pairs.count(), **asked, **earnings
    )


def earned(pairs: ir.Table, place: int, slot: Slot) -> Column:
    """Return what each line earns in a slot, in the slot's own integers.

    A line of quantity q > 0 earns at least the floor times q, of q < 0 at most.
    """
    amount = product(basis_column(pairs, slot.basis), pairs[f"times_{place}"])
    if slot.floor is None:
        return amount
    floor = product(pairs.quantity, pairs[f"floor_{place}"])
    return ibis.cases(
        (pairs.quantity > 0, at_least(amount, floor)),
        (pairs.quantity < 0, at_most(amount, floor)),
        else_=amount,
    )


def basis_column(lines: ir.Table, basis: str) -> Column:
    """Return the column that a basis is summed from; a line without margin counts 0."""
    if basis == "margin":
        return ibis.coalesce(lines.margin, wide(ibis.literal(0)))
    return lines.quantity if basis == "quantity" else lines.amount


def number(name: Name, columns: Mapping[str, Whole]) -> Ratio:
    """Return a measure, other than growth, from the sums it is made of."""
    if name == "margin_rate":
        revenue = columns["margin_revenue"]
        defined = np.asarray(revenue > 0, dtype=bool)
        # Margin is counted in finer units than revenue.
        den = np.where(defined, revenue, 1)
        return Ratio(columns["margin"], times(den, THOUSANDTHS), defined)
    return whole_ratio(columns[name], SCALES.get(name, 1))


def growth(current: Whole, base: Whole) -> Ratio:
    """Return current / base − 1; undefined where the base is not above 0."""
    defined = np.asarray(base > 0, dtype=bool)
    return Ratio(minus(current, base), np.where(defined, base, 1), defined)
