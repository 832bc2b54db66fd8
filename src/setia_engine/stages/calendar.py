"""Calendar: which windows a period has where there are sales, and which days they hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from setia_engine.plan.period import Period
from setia_engine.values.window import (
    Over,
    Window,
    base_window,
    day_number,
    day_of,
    window_holding,
)

FOREVER = 10_000_000
"""A day number after every date that can be written."""


class Calendar:
    """The windows of a period that hold at least one of the days given."""

    def __init__(self, period: Period, days: Sequence[int]) -> None:
        self.period = period
        self._days = days

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The windows, in order; a window's number is its place here."""
        found: list[Window] = []
        period = self.period.window
        at = bisect_left(self._days, day_number(period.start))
        last = last_day(period)
        while at < len(self._days) and self._days[at] <= last:
            window = window_holding(day_of(self._days[at]), period, self.period.every)
            if window is None:
                break
            found.append(window)
            at = bisect_right(self._days, last_day(window))
        return tuple(found)

    def days(self, over: Over | None) -> list[tuple[int, int]]:
        """Return (day, window number) for each day of the windows or of their bases."""
        pairs: list[tuple[int, int]] = []
        for number, window in enumerate(self.windows):
            held = window if over is None else self._base(window, over)
            pairs.extend((self._days[place], number) for place in self._range(held))
        return pairs

    def places(self, over: Over | None) -> npt.NDArray[np.int64]:
        """Return where the days of all windows, or of their bases, stand among the days."""
        held = [
            window if over is None else self._base(window, over) for window in self.windows
        ]
        ranges = [self._range(window) for window in held]
        return np.unique(np.concatenate([np.empty(0, np.int64), *ranges]))

    def edges(self, over: Over | None) -> set[int]:
        """Return the days on which windows, or their bases, begin or are over."""
        held = [
            window if over is None else self._base(window, over) for window in self.windows
        ]
        return {day_number(w.start) for w in held} | {last_day(w) + 1 for w in held}

    def _range(self, window: Window) -> npt.NDArray[np.int64]:
        begin = bisect_left(self._days, day_number(window.start))
        return np.arange(begin, bisect_right(self._days, last_day(window)))

    def _base(self, window: Window, over: Over) -> Window:
        return base_window(window, self.period.window, self.period.every, over)


def last_day(window: Window) -> int:
    """Return the number of a window's last day; an open window never ends."""
    return FOREVER if window.end is None else day_number(window.end)
