"""Windows of a program that are over, which one may look back at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from setia_engine.plan.document import Plan
from setia_engine.values.window import Window, window_holding

ONE_DAY = timedelta(days=1)
MOST = 24


def ended_windows(plans: Sequence[Plan], today: date) -> list[Window]:
    """Return the windows that were over before a day, latest first, at most two dozen.

    A program by the day or by the order is looked at as a whole; its last day that is over
    stands for it.
    """
    found: set[Window] = set()
    for plan in plans:
        period = plan.period
        day = period.last_day_before(today - ONE_DAY)
        if period.every in {"day", "order"}:
            if day >= period.start:
                found.add(Window(period.start, day))
            continue
        while day >= period.start and len(found) < MOST:
            window = window_holding(day, period.window, period.every)
            if window is None or window.end is None:
                break
            if window.end < today:
                found.add(window)
            day = window.start - ONE_DAY
    return sorted(found, key=lambda one: one.start, reverse=True)[:MOST]
