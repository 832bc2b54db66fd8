"""In which window of a plan a day is, as the engine cuts them."""

from __future__ import annotations

from datetime import date

from setia_engine.plan.document import Plan
from setia_engine.values.window import Window, window_holding


def present_window(plan: Plan, day: date) -> Window | None:
    """Return the window that holds a day, or the last one where the plan is over by then.

    Nothing where it has not begun; of a plan by order, the month of orders is no window, and
    the day's own is returned.
    """
    period = plan.period
    last = period.last_day_before(day)
    return window_holding(last, period.window, period.every)
