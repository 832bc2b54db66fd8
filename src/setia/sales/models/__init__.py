"""The tables of this room."""

from __future__ import annotations

from setia.sales.models.arrival import Arrival
from setia.sales.models.line import Reversal, SaleLine
from setia.sales.models.payment import Payment, PaymentCheck, PaymentVoid

__all__ = [
    "Arrival",
    "Payment",
    "PaymentCheck",
    "PaymentVoid",
    "Reversal",
    "SaleLine",
]
