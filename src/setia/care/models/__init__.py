"""The tables of this room."""

from __future__ import annotations

from setia.care.models.quota import Quota, Span
from setia.care.models.today import DayEntry, DayList
from setia.care.models.touch import Outcome, Touch, TouchKind

__all__ = ["DayEntry", "DayList", "Outcome", "Quota", "Span", "Touch", "TouchKind"]
