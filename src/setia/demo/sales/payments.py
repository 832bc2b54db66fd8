"""Payments: cash, card, transfers that somebody must check, and promises to pay later."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from setia.demo.chance import Whole, stream, words
from setia.demo.sales.lines import Lines
from setia.demo.sales.moments import Register, end_of
from setia.demo.sales.orders import Flow

METHODS = ("cash", "card", "transfer", "tempo")
METHOD_SHARES = {
    Flow.STOCK: (0.0, 0.0, 0.3, 0.7),
    Flow.WHOLESALE: (0.1, 0.0, 0.8, 0.1),
    Flow.KEY_ACCOUNT: (0.02, 0.0, 0.28, 0.7),
    Flow.COUNTER: (0.55, 0.35, 0.1, 0.0),
    Flow.RETAIL: (0.3, 0.1, 0.6, 0.0),
}
TRANSFER, TEMPO = 2, 3
NEVER_CHECKED = 0.02
DAYS_TO_CHECK = 2
NEVER_SETTLED = 0.06


def payments_table(seed: int, lines: Lines, register: Register, last_day: date) -> pa.Table:
    """Pay each sale once; tempo is a promise, most are kept by a transfer weeks later."""
    rng = stream(seed, "payments")
    flow = register.orders.flow
    edges = np.cumsum([METHOD_SHARES[one] for one in Flow], axis=1)
    method = (rng.random(len(flow))[:, None] >= edges[flow][:, :-1]).sum(axis=1)
    minutes = rng.integers(0, 90, len(flow)).astype("m8[m]")
    end = end_of(last_day).astype("M8[us]")
    paid_at = np.minimum(register.sold_at + minutes, end)
    settled = register.sold_at + rng.normal(33, 9, len(flow)).clip(7, 75).astype("m8[D]")
    kept = (method == TEMPO) & (settled <= end) & (rng.random(len(flow)) > NEVER_SETTLED)
    order = np.concatenate([np.arange(len(flow)), np.flatnonzero(kept)])
    moment = np.concatenate([paid_at, settled[kept]])
    how = np.concatenate([method, np.full(int(kept.sum()), TRANSFER)])
    seen = rng.random(len(how)) > NEVER_CHECKED
    old = moment <= end - np.timedelta64(DAYS_TO_CHECK, "D")
    return pa.table(
        {
            "order_id": pa.array(register.ids).take(pa.array(order)),
            "method": pa.array(words(METHODS)[how], pa.string()),
            "paid_at": pa.array(moment, pa.timestamp("us")).cast(pa.timestamp("us", "UTC")),
            "amount_minor": order_amounts(lines, len(flow))[order],
            "checked": (how == TRANSFER) & seen & (old | (rng.random(len(how)) < 0.4)),
        }
    )


def order_amounts(lines: Lines, count: int) -> Whole:
    """Sum what the lines of each order cost the buyer."""
    amounts = np.zeros(count, dtype=np.int64)
    np.add.at(amounts, lines.order, lines.pieces * lines.unit_minor)
    return amounts
