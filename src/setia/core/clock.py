"""The application's only clock, so that a test can set it and a reader can find it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """Return the present moment, with its offset (UTC)."""
    return timezone.now()


def today(zone: str) -> date:
    """Return the local day in a time zone."""
    return now().astimezone(ZoneInfo(zone)).date()
