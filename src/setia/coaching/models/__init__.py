"""The tables of this room."""

from __future__ import annotations

from setia.coaching.models.attendance import (
    Attendance,
    Lesson,
    LessonHad,
    Presence,
    Taught,
)
from setia.coaching.models.feed import CalendarFeed, FeedRevocation
from setia.coaching.models.series import (
    ExceptionKind,
    Series,
    SeriesException,
    SeriesKind,
    SeriesRevision,
)
from setia.coaching.models.target import TargetTold, WeekEvaluation, WeeklyTarget

__all__ = [
    "Attendance",
    "CalendarFeed",
    "ExceptionKind",
    "FeedRevocation",
    "Lesson",
    "LessonHad",
    "Presence",
    "Series",
    "SeriesException",
    "SeriesKind",
    "SeriesRevision",
    "TargetTold",
    "Taught",
    "WeekEvaluation",
    "WeeklyTarget",
]
