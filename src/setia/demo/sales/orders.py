"""Orders: who sold to whom on which day, by the flow that the goods took."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from setia.demo.chance import Real, Whole, stream
from setia.demo.parties import Roster
from setia.demo.sales.spells import Spells, reseller_spells, steady_spells
from setia.demo.seasons import day_weights

NOBODY = -1
CLIENTELE = 0.12
UNKNOWN_BUYER = 0.12
QUIET_DAYS = 35
WHOLESALE_SHARE = 0.2
"""Of a reseller's orders, how many are bought from the upline rather than sold on."""


class Flow(IntEnum):
    """The way that goods take to the next pair of hands."""

    STOCK = 0  # salesperson → distributor
    WHOLESALE = 1  # distributor → reseller
    KEY_ACCOUNT = 2  # salesperson → key account
    COUNTER = 3  # a distributor's own shop → customer
    RETAIL = 4  # reseller → customer


@dataclass(frozen=True)
class Orders:
    """Orders as parallel arrays; parties are places in the roster."""

    seller: Whole
    buyer: Whole
    day: Whole
    flow: Whole

    def __len__(self) -> int:
        return len(self.day)


def make_orders(
    seed: int, roster: Roster, first_day: np.datetime64, days: int, trade: float
) -> Orders:
    """Make the orders of every flow."""
    weights = day_weights(first_day.astype(object), days)
    resellers = reseller_spells(roster, stream(seed, "spells"), first_day, days)
    return _joined(
        _stock(seed, roster, weights, trade),
        _wholesale(seed, roster, weights, resellers),
        _key_accounts(seed, roster, weights),
        _counter(seed, roster, weights, trade),
        _retail(seed, roster, weights, resellers),
    )


def days_of_orders(
    rng: np.random.Generator, spells: Spells, weights: Real, fading: float
) -> tuple[Whole, Whole]:
    """Draw orders of each spell: the place of the spell and the day.

    At least one a spell. Days follow the seasons; ``fading`` above 1 draws them towards the
    beginning, as zeal wanes.
    """
    gone = np.concatenate([[0.0], np.cumsum(weights)])
    begin, end = gone[spells.begin], gone[spells.end + 1]
    count = np.maximum(rng.poisson(spells.orders_a_day * (end - begin)), 1)
    which = np.repeat(np.arange(len(count)), count)
    along = rng.random(len(which)) ** fading
    mass = begin[which] + along * (end - begin)[which]
    day = np.searchsorted(gone, mass, side="right") - 1
    return which, np.clip(day, spells.begin[which], spells.end[which])


def _retail(seed: int, roster: Roster, weights: Real, spells: Spells) -> Orders:
    rng = stream(seed, "retail")
    which, day = days_of_orders(rng, spells, weights, 1.25)
    seller = spells.who[which]
    buyer = _clients(rng, roster, seller)
    buyer[rng.random(len(buyer)) < UNKNOWN_BUYER] = NOBODY
    return Orders(seller, buyer, day, _flow(Flow.RETAIL, day))


def _wholesale(seed: int, roster: Roster, weights: Real, spells: Spells) -> Orders:
    rng = stream(seed, "wholesale")
    fewer = Spells(
        spells.who, spells.begin, spells.end, spells.orders_a_day * WHOLESALE_SHARE
    )
    which, day = days_of_orders(rng, fewer, weights, 1.5)
    buyer = spells.who[which]
    seller = roster.of("distributor")[roster.territory[buyer]]
    return Orders(seller, buyer, day, _flow(Flow.WHOLESALE, day))


def _key_accounts(seed: int, roster: Roster, weights: Real) -> Orders:
    rng = stream(seed, "key accounts")
    accounts = roster.of("outlet")
    rate = np.clip(rng.lognormal(-2.5, 0.6, len(accounts)), 0.03, 0.4)
    spells = steady_spells(accounts, rate, len(weights))
    which, day = days_of_orders(rng, spells, weights, 1.0)
    # One of the busiest has gone quiet: somebody should notice.
    quiet = np.argsort(rate)[-2]
    heard = (which != quiet) | (day < len(weights) - QUIET_DAYS)
    buyer, day = accounts[which[heard]], day[heard]
    return Orders(roster.salesperson_of(buyer), buyer, day, _flow(Flow.KEY_ACCOUNT, day))


def _stock(seed: int, roster: Roster, weights: Real, trade: float) -> Orders:
    rng = stream(seed, "stock")
    distributors = roster.of("distributor")
    spells = steady_spells(
        distributors, _by_people(roster, 0.10) * np.sqrt(trade), len(weights)
    )
    which, day = days_of_orders(rng, spells, weights, 1.0)
    buyer = distributors[which]
    return Orders(roster.salesperson_of(buyer), buyer, day, _flow(Flow.STOCK, day))


def _counter(seed: int, roster: Roster, weights: Real, trade: float) -> Orders:
    rng = stream(seed, "counter")
    distributors = roster.of("distributor")
    spells = steady_spells(distributors, _by_people(roster, 1.2) * trade, len(weights))
    which, day = days_of_orders(rng, spells, weights, 1.0)
    seller = distributors[which]
    buyer = _clients(rng, roster, seller, spread=1.0)
    buyer[rng.random(len(buyer)) < 0.5] = NOBODY
    return Orders(seller, buyer, day, _flow(Flow.COUNTER, day))


def _clients(
    rng: np.random.Generator, roster: Roster, seller: Whole, spread: float = CLIENTELE
) -> Whole:
    """Draw buyers near the seller: few buy often, many once, and circles overlap."""
    customers = roster.of("customer")
    home = roster.territory[customers]
    ordered = customers[np.argsort(home, kind="stable")]
    count = np.bincount(home, minlength=int(roster.territory.max()) + 1)
    start = np.concatenate([[0], np.cumsum(count)[:-1]])
    circle = (seller * 0.754877666 % 1.0 + rng.random(len(seller)) ** 2 * spread) % 1.0
    near = np.maximum(count[roster.territory[seller]], 1)
    place = start[roster.territory[seller]] + (circle * near).astype(np.int64)
    drawn: Whole = ordered[np.minimum(place, len(ordered) - 1)]
    return drawn


def _by_people(roster: Roster, mean: float) -> Real:
    """Share trade out over the distributors by where the resellers live."""
    count = np.bincount(
        roster.territory[roster.of("reseller")], minlength=len(roster.of("distributor"))
    )
    share: Real = mean * (0.4 + 0.6 * count / count.mean())
    return share


def _flow(flow: Flow, day: Whole) -> Whole:
    return np.full(len(day), int(flow), dtype=np.int64)


def _joined(*parts: Orders) -> Orders:
    return Orders(
        np.concatenate([part.seller for part in parts]),
        np.concatenate([part.buyer for part in parts]),
        np.concatenate([part.day for part in parts]),
        np.concatenate([part.flow for part in parts]),
    )
