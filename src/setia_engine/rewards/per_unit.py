"""Per unit: an amount times quantity. Follows the sign of what it counts."""

from __future__ import annotations

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import PerUnitReward
from setia_engine.stages.measured import Measured, Paid
from setia_engine.stages.payment import Payment, unit_payment


class PerUnitKind:
    """An amount for each unit sold."""

    def __init__(self, plan: Plan, reward: PerUnitReward) -> None:  # noqa: ARG002 - kinds are made alike
        self.payments: tuple[Payment, ...] = (unit_payment(reward.per_unit),)
        self.weights = tuple(payment.weight for payment in self.payments)

    def pay(self, measured: Measured) -> Paid:
        """Pay the amount times quantity, negative for a window of returns."""
        return Paid(self.payments[0].money(measured))
