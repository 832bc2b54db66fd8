"""Flat: an amount once per window, when the measure is above 0."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import FlatReward
from setia_engine.stages.arithmetic.exact import choose, compare
from setia_engine.stages.measured import Measured, Paid
from setia_engine.stages.payment import Payment, Weight, flat_payment


class FlatKind:
    """One amount for whoever has a measure above 0."""

    def __init__(self, plan: Plan, reward: FlatReward) -> None:  # noqa: ARG002 - kinds are made alike
        self.payments: tuple[Payment, ...] = (flat_payment(reward.flat),)
        self.weights: tuple[Weight, ...] = ()

    def pay(self, measured: Measured) -> Paid:
        """Pay the amount where the measure is above 0."""
        earned = np.asarray(compare(measured.measure, Fraction(0)) > 0, dtype=np.int64)
        return Paid(choose(earned, [self.payments[0].money(measured)], len(measured)))
