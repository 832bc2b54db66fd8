"""Windows: how a period is cut into calendar pieces, and what came before each.

Dates are local dates of the plan's time zone, both ends inclusive. A window without an
end belongs to an open period. Thresholds are never prorated; only the first and the last
window are clipped to the period.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Every = Literal["order", "day", "week", "month", "quarter", "year"]
Over = Literal["previous", "last_year"]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
EPOCH = date(1970, 1, 1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Window:
    """Days from ``start`` to ``end``, both inclusive; no ``end`` means open."""

    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


def day_number(day: date) -> int:
    """Return days since 1970-01-01, the form in which engines keep dates."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the date of a day number."""
    return EPOCH + timedelta(days=number)


def window_holding(day: date, period: Window, every: Every | None) -> Window | None:
    """Return the window of the period that holds the day, or nothing outside of it.

    With ``order`` each order is its own window, whose dates are the order's day.
    """
    if not period.holds(day):
        return None
    if every is None:
        return period
    if every == "order":
        return Window(day, day)
    return _clip(_calendar_window(day, every), period)


def base_window(window: Window, period: Window, every: Every | None, over: Over) -> Window:
    """Return the earlier window that growth in ``window`` is measured against.

    ``previous`` is the calendar window before the one that this window is cut from, not
    clipped; without ``every`` as many days just before the period. ``last_year`` moves
    both dates back by a year.

    Raises:
        ValueError: The window has no end, so there is no earlier one like it.
    """
    if window.end is None:
        raise ValueError("an open window has no base")
    if over == "last_year":
        return Window(year_earlier(window.start), year_earlier(window.end))
    if every is None:
        days = window.end - window.start + ONE_DAY
        return Window(period.start - days, period.start - ONE_DAY)
    return _calendar_window(_calendar_window(window.start, every).start - ONE_DAY, every)


def year_earlier(day: date) -> date:
    """Return the date a year before; a month's last day stays a month's last day."""
    last = monthrange(day.year, day.month)[1]
    last_before = monthrange(day.year - 1, day.month)[1]
    kept = last_before if day.day == last else min(day.day, last_before)
    return date(day.year - 1, day.month, kept)


def _calendar_window(day: date, every: Every) -> Window:
    if every in {"day", "order"}:
        return Window(day, day)
    if every == "week":
        monday = day - timedelta(days=day.weekday())
        return Window(monday, monday + timedelta(days=6))
    months = MONTHS[every]
    first_month = (day.month - 1) // months * months + 1
    last_month = first_month + months - 1
    last_day = monthrange(day.year, last_month)[1]
    return Window(date(day.year, first_month, 1), date(day.year, last_month, last_day))


def _clip(window: Window, period: Window) -> Window:
    end = window.end if period.end is None else min(window.end or period.end, period.end)
    return Window(max(window.start, period.start), end)
