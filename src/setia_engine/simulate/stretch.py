"""The stretch of history that stands for a plan's days.

Windows keep their place in the calendar. A plan moves back by as few whole years as bring
all of its days into history, so that its season stays its season (a plan by weeks: by 52
weeks each). Where history is too short for that, it moves back by as few of its own windows
as possible; a plan of one window that begins and ends with a month by months, any other by
weeks, so that weekdays stay weekdays. Where even that is too long, the first windows stand
for all. A plan without an end is looked at over twelve months.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from setia_engine.plan.period import Period
from setia_engine.values.window import MONTHS, ONE_DAY, Window, window_holding

YEAR_MONTHS, YEAR_WEEKS, WEEK = 12, 52, 7
MOST_YEARS = 60
QUIET_DAYS = timedelta(days=6)
"""So many days without a sale at either end of history still belong to it."""


@dataclass(frozen=True)
class Back:
    """How far days are moved back: by months, or by days."""

    months: int = 0
    days: int = 0

    def of(self, day: date) -> date:
        """Return the day that stands for a day; month ends stay month ends."""
        return months_earlier(day, self.months) if self.months else day - self._apart

    def forth(self, day: date) -> date:
        """Return the day that a day of history stands for."""
        return months_earlier(day, -self.months) if self.months else day + self._apart

    @property
    def _apart(self) -> timedelta:
        return timedelta(days=self.days)


@dataclass(frozen=True)
class Stretch:
    """Days of history, the plan's days they stand for, and how many of its windows."""

    start: date
    end: date
    told: Window
    back: Back
    windows: int
    of_windows: int | None

    @property
    def is_whole(self) -> bool:
        """Tell whether every window of the plan is stood for."""
        return self.of_windows is not None and self.windows == self.of_windows


def stretch_of(period: Period, first: date, last: date) -> Stretch | None:
    """Return the stretch between two days that stands for a period; None where none is."""
    first, last = first - QUIET_DAYS, last + QUIET_DAYS
    wanted = _ends(period)
    total = None if period.end is None else len(wanted)
    for number in range(len(wanted), 0, -1):
        told = Window(period.start, wanted[number - 1])
        back = _latest(told, period, first, last)
        if back is not None:
            start, end = back.of(told.start), back.of(wanted[number - 1])
            return Stretch(start, end, told, back, number, total)
    return None


def moved(period: Period, stretch: Stretch) -> Period:
    """Return the plan's own period on its stretch of history, cut where that is shorter."""
    cut = period.model_copy(update={"end": stretch.told.end})
    return shifted(cut, stretch)


def shifted(period: Period, stretch: Stretch) -> Period:
    """Return the period of a plan beside it, moved as far back and neither cut nor longer."""
    start, end, back = period.start, period.end, stretch.back
    ends = None if end is None else back.of(end)
    return period.model_copy(update={"start": back.of(start), "end": ends})


def months_earlier(day: date, months: int) -> date:
    """Return the day so many months before; a month's last day stays a last day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last_before = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last_before if is_last else min(day.day, last_before))


def _ends(period: Period) -> list[date]:
    """Return the last days of the windows, over twelve months where there is no end."""
    end = period.end or months_earlier(period.start, -YEAR_MONTHS) - ONE_DAY
    if period.every is None:
        return [end]
    every = "week" if period.every in {"order", "day"} else period.every
    within, found, day = Window(period.start, end), [], period.start
    while day <= end:
        if period.every in {"order", "day"}:
            last = min(day + timedelta(days=WEEK - 1), end)
        else:
            held = window_holding(day, within, every)
            last = end if held is None or held.end is None else held.end
        found.append(last)
        day = last + ONE_DAY
    return found


def _latest(told: Window, period: Period, first: date, last: date) -> Back | None:
    end = told.start if told.end is None else told.end
    for back in _tries(told, period):
        if back.of(told.start) < first:
            continue
        if back.of(end) <= last:
            return back
    return None


def _tries(told: Window, period: Period) -> Iterator[Back]:
    """Yield ways back: whole years first, then windows, from the nearest on."""
    yield Back()
    years = range(1, MOST_YEARS + 1)
    if period.every == "week":
        yield from (Back(days=YEAR_WEEKS * WEEK * number) for number in years)
    else:
        yield from (Back(months=YEAR_MONTHS * number) for number in years)
    step = _step(told, period)
    if step.months:
        yield from (Back(months=step.months * n) for n in range(1, MOST_YEARS * 12))
    else:
        yield from (Back(days=step.days * n) for n in range(1, MOST_YEARS * YEAR_WEEKS))


def _step(told: Window, period: Period) -> Back:
    if period.every in MONTHS:
        return Back(months=MONTHS[str(period.every)])
    if period.every is None and told.end is not None:
        whole = told.start.day == 1 and (told.end + ONE_DAY).day == 1
        if whole:
            return Back(months=1)
    return Back(days=WEEK)
