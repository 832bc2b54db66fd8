"""Coaching: the calendar, lessons and who had them, targets from Monday to Saturday."""

from __future__ import annotations
