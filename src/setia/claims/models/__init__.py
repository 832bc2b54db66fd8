"""The tables of this room."""

from __future__ import annotations

from setia.claims.models.claim import Claim, ClaimLine
from setia.claims.models.outcome import (
    ClaimAccepted,
    ClaimDisputed,
    ClaimReceipt,
    ClaimSent,
    ClaimWithdrawal,
    ClaimWriteOff,
)

__all__ = [
    "Claim",
    "ClaimAccepted",
    "ClaimDisputed",
    "ClaimLine",
    "ClaimReceipt",
    "ClaimSent",
    "ClaimWithdrawal",
    "ClaimWriteOff",
]
