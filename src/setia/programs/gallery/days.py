"""Days of a scheme: it begins after today, and its sample sales lie within it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from setia_engine.values.window import Window, window_holding

ALWAYS = Window(date(1900, 1, 1), None)


@dataclass(frozen=True)
class Days:
    """The words for days that a scheme may use."""

    words: dict[str, str]

    @staticmethod
    def after(today: date) -> Days:
        """Return the next month, quarter and week after a day."""
        month = _next(today, "month")
        week = _next(today, "week")
        words = {
            "$month": month.start,
            "$month_14": month.start + timedelta(days=13),
            "$month_end": _end(month),
            "$quarter": _next(today, "quarter").start,
            "$year_end": _end(_holding(_next(today, "quarter").start, "year")),
            "$week": week.start,
            "$week_end": _end(week),
        }
        return Days({word: day.isoformat() for word, day in words.items()})


def with_days(value: Any, days: Days) -> Any:  # noqa: ANN401 - a document is anything
    """Return a document with the words for days replaced."""
    if isinstance(value, dict):
        return {key: with_days(one, days) for key, one in value.items()}
    if isinstance(value, list):
        return [with_days(one, days) for one in value]
    return days.words.get(value, value) if isinstance(value, str) else value


def _next(today: date, every: Any) -> Window:  # noqa: ANN401 - a calendar window of the engine
    return _holding(_end(_holding(today, every)) + timedelta(days=1), every)


def _holding(day: date, every: Any) -> Window:  # noqa: ANN401 - a calendar window of the engine
    window = window_holding(day, ALWAYS, every)
    if window is None:
        raise ValueError(f"{day} lies in no {every}")
    return window


def _end(window: Window) -> date:
    if window.end is None:
        raise ValueError("a calendar window has an end")
    return window.end
