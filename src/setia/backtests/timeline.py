"""The time that a backtest looks at, cut into pieces: before, just before, during, after."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from setia.backtests.study.stack import AFTER, BEFORE, DURING, MATCH, NEAR

ONE_DAY = timedelta(days=1)
LONG_WINDOW = 183
"""Days; what runs longer is looked at by months, the rest by weeks."""


@dataclass(frozen=True)
class Piece:
    """A stretch of local days, both ends inclusive, and what time it is."""

    start: date
    end: date
    span: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Pace:
    """How long a piece is, and how many make up each stretch of time."""

    name: str
    year: int
    near: int
    after: int
    steps: Callable[[date, int], date]


def _weeks(day: date, count: int) -> date:
    return day + timedelta(days=7 * count)


def _months(day: date, count: int) -> date:
    month = day.year * 12 + day.month - 1 + count
    year, number = divmod(month, 12)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


BY_WEEK = Pace("week", 52, 2, 8, _weeks)
BY_MONTH = Pace("month", 12, 1, 2, _months)


def pace_for(start: date, end: date) -> Pace:
    """Return the pace at which a program of this length is looked at."""
    return BY_MONTH if (end - start).days + 1 > LONG_WINDOW else BY_WEEK


@dataclass(frozen=True)
class Known:
    """The first and last day of which sales are known."""

    first: date
    last: date


def timeline(
    start: date, end: date, known: Known, pace: Pace, *, match: bool
) -> tuple[Piece, ...]:
    """Cut the time around a program; with ``match`` also the time that mates are chosen by."""
    near = pace.steps(start, -pace.near)
    there = 0
    while there < 2 * pace.year and pace.steps(near, -there - 1) >= known.first:
        there += 1
    for_match = _for_match(there, pace) if match else 0
    base = min(pace.year, there - for_match)
    found = []
    for back in range(base + for_match, 0, -1):
        ends = pace.steps(near, -back + 1) - ONE_DAY
        span = MATCH if back > base else BEFORE
        found.append(Piece(pace.steps(near, -back), ends, span))
    found += _cut(near, start - ONE_DAY, NEAR, pace)
    found += _cut(start, end, DURING, pace)
    last = min(pace.steps(end + ONE_DAY, pace.after) - ONE_DAY, known.last)
    return (*found, *_cut(end + ONE_DAY, last, AFTER, pace))


def _for_match(there: int, pace: Pace) -> int:
    """A year to compare with and the rest to choose mates by; half and half where it is short."""
    if there >= pace.year + pace.year // 2:
        return there - pace.year
    return there // 2


def _cut(start: date, end: date, span: str, pace: Pace) -> list[Piece]:
    """Cut days into pieces; a rest of less than half a piece goes to the one before."""
    found: list[Piece] = []
    count = 0
    while (begin := pace.steps(start, count)) <= end:
        ends = min(pace.steps(start, count + 1) - ONE_DAY, end)
        found.append(Piece(begin, ends, span))
        count += 1
    if len(found) > 1 and found[-1].days * 2 < found[0].days:
        last = found.pop()
        found[-1] = Piece(found[-1].start, last.end, span)
    return found
