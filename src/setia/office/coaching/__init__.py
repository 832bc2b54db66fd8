"""Pages of coaching: the calendar, attendance, lessons, targets of the week."""

from __future__ import annotations
