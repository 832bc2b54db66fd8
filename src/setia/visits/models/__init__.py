"""The tables of this room."""

from __future__ import annotations

from setia.visits.models.done import CheckIn, Seen, SeenKind, Shared, Skipping, SkipReason
from setia.visits.models.places import Place, PlaceSource
from setia.visits.models.planned import DayPlan, Visit, VisitAsk, Why
from setia.visits.models.rules import Assignment, VisitRule, WorkDay

__all__ = [
    "Assignment",
    "CheckIn",
    "DayPlan",
    "Place",
    "PlaceSource",
    "Seen",
    "SeenKind",
    "Shared",
    "SkipReason",
    "Skipping",
    "Visit",
    "VisitAsk",
    "VisitRule",
    "Why",
    "WorkDay",
]
