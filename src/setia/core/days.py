"""Days and months of the business, in its own time zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

ONE_DAY = timedelta(days=1)
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def start_of(day: date) -> datetime:
    """Return the moment at which a local day begins."""
    return datetime.combine(day, time.min, ZoneInfo(settings.TIME_ZONE))


def end_of(day: date) -> datetime:
    """Return the moment at which a local day is over, and the next one begins."""
    return start_of(day + ONE_DAY)


def first_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month that follows."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def last_of(month: date) -> date:
    """Return the last day of a month, by its first."""
    return next_month(month) - ONE_DAY


def month_in(text: str) -> date | None:
    """Return the first day of a month that is written like 2026-10; None where it is none."""
    try:
        return date.fromisoformat(f"{text}-01") if MONTH.fullmatch(text) else None
    except ValueError:
        return None
