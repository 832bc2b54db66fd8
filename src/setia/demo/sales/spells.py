"""Spells: from which day to which somebody is active, and how much.

A reseller starts with zeal, is active for about three months and then falls silent; a few
never stop, a few come back for a while.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from setia.demo.chance import GOLDEN, Real, Whole, even_spread
from setia.demo.parties import Roster

STEADY = 0.06
COMES_BACK = 0.22
DAYS_OF_A_SPELL = 88.0
ORDERS_A_DAY = 0.30


@dataclass(frozen=True)
class Spells:
    """Who is active from ``begin`` to ``end`` (days of the data, both inclusive)."""

    who: Whole
    begin: Whole
    end: Whole
    orders_a_day: Real


def reseller_spells(
    roster: Roster, rng: np.random.Generator, first_day: np.datetime64, days: int
) -> Spells:
    """Give each reseller a first spell from joining on, and some a second one."""
    who = roster.of("reseller")
    count = len(who)
    joined = (roster.joined[who] - first_day).astype(np.int64)
    # Evenly spread lengths: the active share must be right for sixty resellers too.
    length = _spell_length(np.argsort(np.argsort(_shuffled(rng, count))) / count)
    steady = even_spread(rng, count) < STEADY
    end = np.where(steady, days, joined + length)
    zeal = rng.lognormal(-0.45, 0.95, count) * np.where(steady, 1.8, 1.0)
    back = ~steady & (even_spread(rng, count) < COMES_BACK)
    again = end + rng.integers(60, 400, count)
    return _within(
        np.concatenate([who, who[back]]),
        np.concatenate([joined, again[back]]),
        np.concatenate([end, again[back] + rng.integers(20, 70, int(back.sum()))]),
        np.concatenate([zeal, zeal[back] * 0.8]) * ORDERS_A_DAY,
        days,
    )


def steady_spells(who: Whole, orders_a_day: Real, days: int) -> Spells:
    """Let somebody be active throughout."""
    begin = np.zeros(len(who), dtype=np.int64)
    return Spells(who, begin, begin + days - 1, orders_a_day)


def _spell_length(quantile: Real) -> Whole:
    """Most stay between two and four months; the tail is long, some last a week."""
    centred = np.log((quantile + 0.01) / (1.01 - quantile))
    return (DAYS_OF_A_SPELL * np.exp(0.32 * centred)).astype(np.int64)


def _shuffled(rng: np.random.Generator, count: int) -> Real:
    return (rng.random() + np.arange(count) * GOLDEN * GOLDEN * 3) % 1.0


def _within(who: Whole, begin: Whole, end: Whole, rate: Real, days: int) -> Spells:
    inside = (end >= 0) & (begin < days)
    return Spells(
        who[inside],
        np.maximum(begin[inside], 0),
        np.minimum(end[inside], days - 1),
        rate[inside],
    )
