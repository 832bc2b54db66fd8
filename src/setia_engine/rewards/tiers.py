"""Tiers: bands of the measure, half open; three ways to pay them, never below 0."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

import numpy as np

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import Tier, TiersReward
from setia_engine.stages.arithmetic.exact import choose, compare, not_below_zero
from setia_engine.stages.measured import Codes, Measured, Paid
from setia_engine.stages.payment import Payment, flat_payment, rate_payment, unit_payment
from setia_engine.stages.slicing import Slices, slices_of


class TiersKind:
    """The highest tier on everything, each slice at its own rate, or every tier reached."""

    def __init__(self, plan: Plan, reward: TiersReward) -> None:
        self._starts = [Fraction(tier.start) for tier in reward.tiers]
        self.payments: tuple[Payment, ...] = ()
        self.slices: Slices | None = None
        if reward.mode == "incremental":
            rates = [_plain_rate(tier) for tier in reward.tiers]
            self.slices = slices_of(plan.measure, self._starts, rates)
        elif reward.mode == "cumulative":
            flats = accumulate(tier.flat for tier in reward.tiers if tier.flat is not None)
            self.payments = tuple(flat_payment(flat) for flat in flats)
        else:
            of = reward.of or "revenue"
            self.payments = tuple(_payment(tier, of, plan) for tier in reward.tiers)
        self.weights = tuple(payment.weight for payment in self.payments)

    def pay(self, measured: Measured) -> Paid:
        """Pay by mode; the tier told is the highest one reached."""
        tier = self._reached(measured)
        if self.slices is not None:
            money = self.slices.money(measured)
        else:
            by_tier = [payment.money(measured) for payment in self.payments]
            money = choose(tier, by_tier, len(measured))
        return Paid(not_below_zero(money), tier=tier)

    def _reached(self, measured: Measured) -> Codes:
        tier = np.zeros(len(measured), dtype=np.int64)
        for start in self._starts:
            reached = compare(measured.measure, start) >= 0
            tier += np.asarray(reached & measured.measure.defined, dtype=np.int64)
        return tier


def _plain_rate(tier: Tier) -> Fraction:
    paid = tier.per_unit if tier.rate is None else tier.rate
    if not isinstance(paid, Decimal):
        raise TypeError("incremental tiers have plain rates")
    return Fraction(paid)


def _payment(tier: Tier, of: str, plan: Plan) -> Payment:
    if tier.rate is not None:
        return rate_payment(tier.rate, of, plan.measure)
    if tier.per_unit is not None:
        return unit_payment(tier.per_unit)
    return flat_payment(tier.flat)  # type: ignore[arg-type] # a tier pays one of the three
