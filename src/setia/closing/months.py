"""Months of the business: first day, last day, moment of the end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


def first_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month that follows."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def last_of(month: date) -> date:
    """Return the last day of a month."""
    return next_month(month) - timedelta(days=1)


def end_of(month: date) -> datetime:
    """Return the moment at which a month is over."""
    return datetime.combine(next_month(month), time.min, ZoneInfo(settings.TIME_ZONE))
