"""Lay lines and returns down as the one table of sale lines."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from setia.demo.chance import Days, Real, Whole, stream, words
from setia.demo.parties import Roster
from setia.demo.products import Range
from setia.demo.sales.lines import Lines
from setia.demo.sales.moments import CHANNELS, Register
from setia.demo.sales.orders import NOBODY
from setia.demo.sales.returns import Returns

MILLI = 1_000
COST_UNKNOWN = 0.02


def sale_lines_table(
    seed: int,
    lines: Lines,
    returns: Returns,
    register: Register,
    roster: Roster,
    goods: Range,
) -> pa.Table:
    """Join sales and returns, in the order in which they happened."""
    line = np.concatenate([np.arange(len(lines.order)), returns.line])
    order = lines.order[line]
    sold, gone = len(lines.order), len(returns.line)
    pieces = np.concatenate([lines.pieces, -returns.pieces])
    unknown = (stream(seed, "costs").random(sold) < COST_UNKNOWN)[line]
    buyer = register.orders.buyer[order]
    ids = pa.array(roster.ids, pa.string())
    table = pa.table(
        {
            "order_id": pa.concat_arrays(
                [_strings(register.ids, lines.order), pa.array(returns.ids, pa.string())]
            ),
            "line_no": np.concatenate(
                [_line_numbers(lines.order), np.ones(gone, np.int64)]
            ),
            "sold_at": _moments(register.sold_at[lines.order], returns.sold_at),
            "recorded_at": _moments(register.recorded_at[lines.order], returns.recorded_at),
            "seller_id": ids.take(pa.array(register.orders.seller[order])),
            "buyer_id": ids.take(pa.array(buyer, mask=buyer == NOBODY)),
            "product_id": goods.table["product_id"]
            .combine_chunks()
            .take(pa.array(lines.product[line])),
            "quantity_milli": pieces * MILLI,
            "amount_minor": pieces * lines.unit_minor[line],
            "cost_minor": pa.array(
                pieces * goods.cost_minor[lines.product[line]], mask=unknown
            ),
            "channel": pa.array(words(CHANNELS)[register.channel[order]], pa.string()),
            "returns_order_id": pa.concat_arrays(
                [
                    pa.nulls(sold, pa.string()),
                    _strings(register.ids, lines.order[returns.line]),
                ]
            ),
        }
    )
    return table.take(_as_it_happened(register, lines, returns))


def _as_it_happened(register: Register, lines: Lines, returns: Returns) -> pa.Array:
    moment = np.concatenate([register.sold_at[lines.order], returns.sold_at])
    return pa.array(np.argsort(moment.astype("M8[us]"), kind="stable"))


def _line_numbers(order: Whole) -> Whole:
    """Number the lines of each order from 1; orders stand together, in ascending places."""
    return np.arange(len(order)) - np.searchsorted(order, order, side="left") + 1


def _strings(texts: Real | Whole | Days, places: Whole) -> pa.Array:
    return pa.array(texts, pa.string()).take(pa.array(places))


def _moments(sales: Days, returns: Days) -> pa.Array:
    moment = np.concatenate([sales.astype("M8[us]"), returns.astype("M8[us]")])
    return pa.array(moment, pa.timestamp("us")).cast(pa.timestamp("us", "UTC"))
