"""Rate: a share of a basis. Follows the sign of what it counts."""

from __future__ import annotations

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import RateReward
from setia_engine.stages.measured import Measured, Paid
from setia_engine.stages.payment import Payment, rate_payment


class RateKind:
    """A share of revenue, of margin, or of the increment over the base."""

    def __init__(self, plan: Plan, reward: RateReward) -> None:
        self.payments: tuple[Payment, ...] = (
            rate_payment(reward.rate, reward.of, plan.measure, reward.min_per_unit),
        )
        self.weights = tuple(payment.weight for payment in self.payments)

    def pay(self, measured: Measured) -> Paid:
        """Pay the share, negative for a window of returns."""
        return Paid(self.payments[0].money(measured))
