"""The tables of this room."""

from __future__ import annotations

from setia.surveys.models.leaving import (
    Asking,
    AskingEnd,
    Coding,
    Reason,
    ReasonCode,
    ReasonSource,
    Silence,
    SilenceLook,
)
from setia.surveys.models.response import Answer, Invitation, Response, Withdrawal
from setia.surveys.models.survey import Purpose, Survey, Version

__all__ = [
    "Answer",
    "Asking",
    "AskingEnd",
    "Coding",
    "Invitation",
    "Purpose",
    "Reason",
    "ReasonCode",
    "ReasonSource",
    "Response",
    "Silence",
    "SilenceLook",
    "Survey",
    "Version",
    "Withdrawal",
]
