"""Sale lines: what was in each order, how much of it, at which price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from setia.demo.chance import Days, Real, Whole, stream
from setia.demo.parties import Roster
from setia.demo.products import SEN, Range
from setia.demo.sales.moments import Register
from setia.demo.sales.orders import Flow

LINES_OF_AN_ORDER = {
    Flow.STOCK: 8.0,
    Flow.WHOLESALE: 2.2,
    Flow.KEY_ACCOUNT: 4.2,
    Flow.COUNTER: 0.5,
    Flow.RETAIL: 0.7,
}
PACK = {
    Flow.STOCK: 12,
    Flow.WHOLESALE: 3,
    Flow.KEY_ACCOUNT: 6,
    Flow.COUNTER: 1,
    Flow.RETAIL: 1,
}
PACKS_MORE = {
    Flow.STOCK: 3.0,
    Flow.WHOLESALE: 1.5,
    Flow.KEY_ACCOUNT: 1.2,
    Flow.COUNTER: 0.3,
    Flow.RETAIL: 0.9,
}
MARKETPLACE_FACTOR = 0.96
PRICE_STEP = 500 * SEN
TREND = 0.5


@dataclass(frozen=True)
class Lines:
    """Lines as parallel arrays; ``order`` is a place in the register."""

    order: Whole
    product: Whole
    pieces: Whole
    unit_minor: Whole


def make_lines(
    seed: int, register: Register, roster: Roster, goods: Range, first_day: date
) -> Lines:
    """Fill the orders; no product stands in an order twice."""
    rng = stream(seed, "lines")
    orders = register.orders
    more = np.array([LINES_OF_AN_ORDER[one] for one in Flow])[orders.flow]
    order = np.repeat(np.arange(len(orders)), 1 + rng.poisson(more))
    product = _chosen(rng, orders.day[order], goods, first_day)
    once = np.unique(order * len(goods.liking) + product)
    order, product = once // len(goods.liking), once % len(goods.liking)
    return Lines(
        order=order,
        product=product,
        pieces=_pieces(rng, register, order, roster),
        unit_minor=_unit_prices(register, goods, order, product),
    )


def _chosen(rng: np.random.Generator, day: Whole, goods: Range, first_day: date) -> Whole:
    """Draw a product by the demand of its week, all lines at once."""
    week = day // 7
    monday = np.datetime64(first_day, "D")
    demand = np.stack(
        [goods.demand(monday + int(one) * 7) for one in range(int(week.max()) + 1)]
    )
    reached = np.cumsum(demand, axis=1)
    reached /= reached[:, -1:]
    flat = (reached + np.arange(len(demand))[:, None]).ravel()
    place = np.searchsorted(flat, week + rng.random(len(week)), side="right")
    chosen: Whole = np.minimum(place - week * demand.shape[1], demand.shape[1] - 1)
    return chosen


def _pieces(
    rng: np.random.Generator, register: Register, order: Whole, roster: Roster
) -> Whole:
    """Draw pieces in packs; key accounts differ widely in size and in where they head."""
    orders = register.orders
    flow, buyer = orders.flow[order], orders.buyer[order]
    size = np.clip(rng.lognormal(0.0, 0.9, len(roster)), 0.25, 9.0)
    heading = rng.normal(0.1, TREND, len(roster))
    along = orders.day[order] / max(int(orders.day.max()), 1)
    account = size[buyer] * np.clip(1 + heading[buyer] * (along - 0.5), 0.3, 2.0)
    factor: Real = np.where(flow == Flow.KEY_ACCOUNT, account, 1.0)
    mean = np.array([PACKS_MORE[one] for one in Flow])[flow] * factor
    pack = np.array([PACK[one] for one in Flow])[flow]
    return pack * (1 + rng.poisson(mean))


def _unit_prices(register: Register, goods: Range, order: Whole, product: Whole) -> Whole:
    online = register.channel[order] == 1
    level = register.quirk[order] * np.where(online, MARKETPLACE_FACTOR, 1.0)
    steps = np.rint(goods.price_minor[product] * level / PRICE_STEP).astype(np.int64)
    return np.maximum(steps, 1) * PRICE_STEP


def first_bought(register: Register, roster: Roster, first_day: date) -> Days:
    """Return the days of joining, no later than the first purchase of each customer."""
    orders = register.orders
    bought = orders.buyer >= 0
    first = np.full(len(roster), np.iinfo(np.int64).max // 2)
    np.minimum.at(first, orders.buyer[bought], orders.day[bought])
    known = (roster.roles == "customer") & (first < np.iinfo(np.int64).max // 2)
    day = np.datetime64(first_day, "D") + np.where(known, first, 0)
    return np.where(known, np.minimum(day, roster.joined), roster.joined)
