"""The tables of this room."""

from __future__ import annotations

from setia.payouts.models.handover import Handover, PointsSpend
from setia.payouts.models.payee import BankAccount, PayeeTax, TaxKind
from setia.payouts.models.payout import (
    Payout,
    PayoutAttempt,
    PayoutItem,
    PayoutOutcome,
)
from setia.payouts.models.rules import PayoutSettings
from setia.payouts.models.run import (
    BankFileFetch,
    PayoutApproval,
    PayoutCancellation,
    PayoutRun,
)

__all__ = [
    "BankAccount",
    "BankFileFetch",
    "Handover",
    "PayeeTax",
    "Payout",
    "PayoutApproval",
    "PayoutAttempt",
    "PayoutCancellation",
    "PayoutItem",
    "PayoutOutcome",
    "PayoutRun",
    "PayoutSettings",
    "PointsSpend",
    "TaxKind",
]
