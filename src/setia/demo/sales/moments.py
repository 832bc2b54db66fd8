"""Put orders into the order in which they happened, each with its hour and its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from setia.demo.chance import Days, Real, Whole, Words, stream, words
from setia.demo.parties import Roster
from setia.demo.sales.orders import Flow, Orders

HOURS_AHEAD_OF_UTC = 7
LATE = 0.06
SECONDS_OF_A_DAY = 86_400
CHANNELS = ("shop", "marketplace", "chat", "visit")
CHANNEL_SHARES = {
    Flow.STOCK: (0.0, 0.0, 0.35, 0.65),
    Flow.WHOLESALE: (0.25, 0.0, 0.75, 0.0),
    Flow.KEY_ACCOUNT: (0.0, 0.0, 0.3, 0.7),
    Flow.COUNTER: (1.0, 0.0, 0.0, 0.0),
    Flow.RETAIL: (0.12, 0.33, 0.55, 0.0),
}


@dataclass(frozen=True)
class Register:
    """Orders as they were rung up: numbered, with moments (UTC) and the channel.

    ``quirk`` is the seller's own price difference for the order.
    """

    orders: Orders
    ids: Words
    sold_at: Days
    recorded_at: Days
    channel: Whole
    quirk: Real


def ring_up(
    seed: int, orders: Orders, roster: Roster, first_day: date, last_day: date
) -> Register:
    """Number orders by their moments; some become known days later, none after the end."""
    rng = stream(seed, "moments")
    second = _local_seconds(rng, len(orders))
    rank = np.argsort(orders.day * SECONDS_OF_A_DAY + second, kind="stable")
    orders = Orders(
        orders.seller[rank], orders.buyer[rank], orders.day[rank], orders.flow[rank]
    )
    midnight = np.datetime64(first_day, "s") - np.timedelta64(HOURS_AHEAD_OF_UTC, "h")
    sold_at = midnight + orders.day * SECONDS_OF_A_DAY + second[rank]
    return Register(
        orders=orders,
        ids=_numbers(orders.day, first_day),
        sold_at=sold_at.astype("M8[us]"),
        recorded_at=recorded(rng, sold_at, end_of(last_day)).astype("M8[us]"),
        channel=_channels(rng, orders.flow),
        quirk=_quirks(seed, orders, roster),
    )


def end_of(last_day: date) -> np.datetime64:
    """Return the last second of a day in Jakarta, as UTC."""
    after = np.datetime64(last_day + timedelta(days=1), "s")
    return after - np.timedelta64(HOURS_AHEAD_OF_UTC, "h") - np.timedelta64(1, "s")


def recorded(rng: np.random.Generator, sold_at: Days, end: np.datetime64) -> Days:
    """Tell when sales became known: minutes later, or days later for a few."""
    late = rng.random(len(sold_at)) < LATE
    minutes = rng.integers(0, 1_800, len(sold_at))
    days = rng.integers(SECONDS_OF_A_DAY, 12 * SECONDS_OF_A_DAY, len(sold_at))
    known = sold_at + np.where(late, days, minutes)
    return np.maximum(np.minimum(known, end), sold_at)


def _local_seconds(rng: np.random.Generator, count: int) -> Whole:
    """Draw hours with a rise before noon and another one after work."""
    noon = rng.normal(10.8, 1.6, count)
    evening = rng.normal(19.2, 1.7, count)
    hour = np.where(rng.random(count) < 0.48, noon, evening)
    return (np.clip(hour, 6.0, 23.5) * 3_600).astype(np.int64)


def _numbers(day: Whole, first_day: date) -> Words:
    months = (np.datetime64(first_day, "D") + day).astype("M8[M]")
    label = {month: str(month)[2:].replace("-", "") for month in np.unique(months)}
    started = np.searchsorted(months, months, side="left")
    running = np.arange(len(day)) - started + 1
    return words(
        [
            f"PS{label[month]}-{number:05d}"
            for month, number in zip(months, running, strict=True)
        ]
    )


def _channels(rng: np.random.Generator, flow: Whole) -> Whole:
    edges = np.cumsum([CHANNEL_SHARES[one] for one in Flow], axis=1)
    drawn = rng.random(len(flow))
    channel: Whole = (drawn[:, None] >= edges[flow][:, :-1]).sum(axis=1)
    return channel


def _quirks(seed: int, orders: Orders, roster: Roster) -> Real:
    """Each seller at retail, and each key account, has a price level of its own."""
    rng = stream(seed, "prices")
    retail = np.clip(rng.normal(1.0, 0.05, len(roster)), 0.86, 1.12)
    account = np.clip(rng.normal(0.72, 0.07, len(roster)), 0.58, 0.84)
    level = np.select(
        [
            orders.flow == Flow.STOCK,
            orders.flow == Flow.WHOLESALE,
            orders.flow == Flow.COUNTER,
        ],
        [0.60, 0.70, 1.0],
        default=retail[orders.seller],
    )
    return np.where(orders.flow == Flow.KEY_ACCOUNT, account[orders.buyer], level)
