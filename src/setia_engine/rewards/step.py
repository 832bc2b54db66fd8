"""Step: an amount for each whole step of the measure, towards zero."""

from __future__ import annotations

from fractions import Fraction

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import StepReward
from setia_engine.stages.arithmetic.exact import scale, truncate, whole_ratio
from setia_engine.stages.measured import Measured, Paid
from setia_engine.stages.payment import Payment, Weight
from setia_engine.values.numbers import inverse


class StepKind:
    """``give`` for each whole ``every`` of the measure; returns take steps back."""

    def __init__(self, plan: Plan, reward: StepReward) -> None:  # noqa: ARG002 - kinds are made alike
        self._every = Fraction(reward.step.every)
        self._give = Fraction(reward.step.give)
        self.payments: tuple[Payment, ...] = ()
        self.weights: tuple[Weight, ...] = ()

    def pay(self, measured: Measured) -> Paid:
        """Pay for the whole steps, negative where the measure is."""
        steps = truncate(scale(measured.measure, inverse(self._every)))
        return Paid(scale(whole_ratio(steps), self._give))
