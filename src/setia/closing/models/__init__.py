"""The tables of this room."""

from __future__ import annotations

from setia.closing.models.award import Award, AwardFunding, Booking
from setia.closing.models.hold import Adjustment, Hold, HoldLift
from setia.closing.models.period import CloseRun, Finalisation, PaidOff, Period, Reopening

__all__ = [
    "Adjustment",
    "Award",
    "AwardFunding",
    "Booking",
    "CloseRun",
    "Finalisation",
    "Hold",
    "HoldLift",
    "PaidOff",
    "Period",
    "Reopening",
]
