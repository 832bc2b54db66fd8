"""Ranking: places for the best, each with what it asks at least."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import Place, RankingReward
from setia_engine.stages.arithmetic.exact import (
    Mask,
    choose,
    compare,
    descending_rank,
    not_below_zero,
)
from setia_engine.stages.measured import Codes, Measured, Paid
from setia_engine.stages.payment import Payment, Weight, flat_payment, rate_payment


class RankingKind:
    """Parties in descending measure take places in order; a place may stay empty."""

    def __init__(self, plan: Plan, reward: RankingReward) -> None:
        self._places = reward.ranking
        self.payments: tuple[Payment, ...] = tuple(
            _payment(place, reward.of or "revenue", plan) for place in reward.ranking
        )
        self.weights: tuple[Weight, ...] = ()

    def pay(self, measured: Measured) -> Paid:
        """Give each window's places out and pay them, never below 0."""
        place = self._taken(measured)
        by_place = [payment.money(measured) for payment in self.payments]
        money = not_below_zero(choose(place, by_place, len(measured)))
        return Paid(money, place=place)

    def _taken(self, measured: Measured) -> Codes:
        """The best party not yet placed takes the highest free place that it meets.

        Minima never rise towards lower places, so that a place which the best remaining
        party misses is missed by everybody after it, and stays empty.
        """
        taken = np.zeros(len(measured), dtype=np.int64)
        meets = np.stack([self._meets(place, measured) for place in self._places])
        free = 0
        group: tuple[int, int] | None = None
        for row in _best_first(measured, len(self._places)):
            if (window := measured.window_key(row)) != group:
                group, free = window, 0
            while free < len(self._places) and not meets[free, row]:
                free += 1
            if free < len(self._places):
                free += 1
                taken[row] = free
        return taken

    def _meets(self, place: Place, measured: Measured) -> Mask:
        sign = compare(measured.measure, Fraction(place.at_least or 0))
        return np.asarray(sign > 0 if place.at_least is None else sign >= 0, dtype=bool)


def _best_first(measured: Measured, places: int) -> list[int]:
    """Return the best rows of each window, as many as there are places, best first.

    Of equal measures the earlier last line comes first, then the party. Every row looked
    at takes a place or uses places up, so that more rows than places need no look.
    """
    rows = np.flatnonzero(measured.open)
    rank = descending_rank(measured.measure.take(rows))
    window, order = measured.window[rows], measured.order[rows]
    best = np.lexsort((measured.party[rows], measured.last_us[rows], rank, order, window))
    window, order = window[best], order[best]
    begins = np.ones(len(best), dtype=bool)
    begins[1:] = (window[1:] != window[:-1]) | (order[1:] != order[:-1])
    at = np.arange(len(best))
    nth = at - np.maximum.accumulate(np.where(begins, at, 0))
    return [int(row) for row in rows[best[nth < places]]]


def _payment(place: Place, of: str, plan: Plan) -> Payment:
    if place.rate is not None:
        return rate_payment(place.rate, of, plan.measure)
    return flat_payment(place.flat)  # type: ignore[arg-type] # a place pays one of the two
