"""Lay lines and returns down as the one table of sale lines."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from setia.demo.chance import Days, Whole, Words, stream, words
from setia.demo.parties import Roster
from setia.demo.products import Range
from setia.demo.sales.lines import Lines
from setia.demo.sales.moments import CHANNELS, Register
from setia.demo.sales.orders import NOBODY
from setia.demo.sales.returns import Returns

MILLI = 1_000
COST_UNKNOWN = 0.02

Columns = dict[str, pa.Array | Whole]


def sale_lines_table(
    seed: int,
    lines: Lines,
    returns: Returns,
    register: Register,
    roster: Roster,
    goods: Range,
) -> pa.Table:
    """Join sales and returns, in the order in which they happened."""
    columns = {
        **_which(lines, returns, register),
        **_who_and_what(lines, returns, register, roster, goods),
        **_how_much(seed, lines, returns, goods),
        **_how(lines, returns, register),
    }
    return pa.table(columns).take(_as_it_happened(register, lines, returns))


def _which(lines: Lines, returns: Returns, register: Register) -> Columns:
    sold = _strings(register.ids, lines.order)
    gone = np.ones(len(returns.line), dtype=np.int64)
    return {
        "order_id": pa.concat_arrays([sold, pa.array(returns.ids, pa.string())]),
        "line_no": np.concatenate([_line_numbers(lines.order), gone]),
        "sold_at": _moments(register.sold_at[lines.order], returns.sold_at),
        "recorded_at": _moments(register.recorded_at[lines.order], returns.recorded_at),
    }


def _who_and_what(
    lines: Lines, returns: Returns, register: Register, roster: Roster, goods: Range
) -> Columns:
    line = _sold_and_returned(lines, returns)
    order = lines.order[line]
    buyer = register.orders.buyer[order]
    parties = pa.array(roster.ids, pa.string())
    products = goods.table["product_id"].combine_chunks()
    return {
        "seller_id": parties.take(pa.array(register.orders.seller[order])),
        "buyer_id": parties.take(pa.array(buyer, mask=buyer == NOBODY)),
        "product_id": products.take(pa.array(lines.product[line])),
    }


def _how_much(seed: int, lines: Lines, returns: Returns, goods: Range) -> Columns:
    line = _sold_and_returned(lines, returns)
    pieces = np.concatenate([lines.pieces, -returns.pieces])
    unknown = (stream(seed, "costs").random(len(lines.order)) < COST_UNKNOWN)[line]
    cost = pieces * goods.cost_minor[lines.product[line]]
    return {
        "quantity_milli": pieces * MILLI,
        "amount_minor": pieces * lines.unit_minor[line],
        "cost_minor": pa.array(cost, mask=unknown),
    }


def _how(lines: Lines, returns: Returns, register: Register) -> Columns:
    order = lines.order[_sold_and_returned(lines, returns)]
    undone = _strings(register.ids, lines.order[returns.line])
    nothing = pa.nulls(len(lines.order), pa.string())
    return {
        "channel": pa.array(words(CHANNELS)[register.channel[order]], pa.string()),
        "returns_order_id": pa.concat_arrays([nothing, undone]),
    }


def _sold_and_returned(lines: Lines, returns: Returns) -> Whole:
    """Return the place of the line behind each row: of all sales, then of what came back."""
    return np.concatenate([np.arange(len(lines.order)), returns.line])


def _as_it_happened(register: Register, lines: Lines, returns: Returns) -> pa.Array:
    moment = np.concatenate([register.sold_at[lines.order], returns.sold_at])
    return pa.array(np.argsort(moment.astype("M8[us]"), kind="stable"))


def _line_numbers(order: Whole) -> Whole:
    """Number the lines of each order from 1; orders stand together, in ascending places."""
    return np.arange(len(order)) - np.searchsorted(order, order, side="left") + 1


def _strings(texts: Words, places: Whole) -> pa.Array:
    return pa.array(texts, pa.string()).take(pa.array(places))


def _moments(sales: Days, returns: Days) -> pa.Array:
    moment = np.concatenate([sales.astype("M8[us]"), returns.astype("M8[us]")])
    return pa.array(moment, pa.timestamp("us")).cast(pa.timestamp("us", "UTC"))
