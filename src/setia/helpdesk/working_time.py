"""When an answer is due: time that runs only while somebody is there to answer.

Office hours and night duty run at two paces. Where 60 minutes are promised by day and 240 by
night, half of the promise may run out in the last 30 minutes of the day and the other half in
120 minutes of the night. So a promise never falls due while nobody is there, and whoever
writes earlier is never promised a later moment. Whole microseconds only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
MICRO = timedelta(microseconds=1)
MINUTE = 60_000_000
DAY_MINUTES = 1_440
LOOK_AHEAD = 4_000
"""Days within which a promise ends: the longest one, in the shortest week that may be set."""


@dataclass(frozen=True)
class Span:
    """One stretch of a weekday (Monday is 0), in minutes of the local day."""

    weekday: int
    opens: int
    closes: int
    night: bool = False


@dataclass(frozen=True)
class Calendar:
    """When somebody is there: stretches of the week in a time zone, and days that are off."""

    zone: str
    spans: tuple[Span, ...]
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Pace:
    """How many minutes are promised by day, and by night; None where nights do not count."""

    day: int
    night: int | None = None


@dataclass(frozen=True)
class Stretch:
    """Time that runs, as moments."""

    start: datetime
    end: datetime
    night: bool


def due_moment(asked: datetime, pace: Pace, calendar: Calendar) -> datetime | None:
    """Return when an answer is due; None where nobody is ever there."""
    return _reached(asked, pace, calendar, quarters=4)


def warning_moment(asked: datetime, pace: Pace, calendar: Calendar) -> datetime | None:
    """Return when three quarters of the promised time are gone."""
    return _reached(asked, pace, calendar, quarters=3)


def is_running(moment: datetime, pace: Pace, calendar: Calendar) -> bool:
    """Tell whether time runs just before a moment."""
    return any(
        one.start < moment <= one.end
        for one in _stretches(moment - 2 * ONE_DAY, pace, calendar, days=4)
    )


def _reached(
    asked: datetime, pace: Pace, calendar: Calendar, quarters: int
) -> datetime | None:
    """Walk along the stretches until enough has run.

    A microsecond by day counts for as many parts as a night promise has minutes, and the
    other way round: both promises are then the same whole number of parts.
    """
    by_day, by_night = pace.night or 1, pace.day
    left = pace.day * by_day * MINUTE * quarters
    for one in _stretches(asked, pace, calendar, LOOK_AHEAD):
        start = max(asked, one.start)
        if start >= one.end:
            continue
        speed = 4 * (by_night if one.night else by_day)
        length = (one.end - start) // MICRO
        if length * speed >= left:
            return start + MICRO * -(-left // speed)
        left -= length * speed
    return None


def _stretches(
    asked: datetime, pace: Pace, calendar: Calendar, days: int
) -> Iterator[Stretch]:
    zone = ZoneInfo(calendar.zone)
    first = asked.astimezone(zone).date() - ONE_DAY
    before = datetime.min.replace(tzinfo=UTC)
    for number in range(days):
        day = first + number * ONE_DAY
        if day in calendar.holidays:
            continue
        for span in _spans_on(day, pace, calendar):
            # Where clocks are put back, an hour is there twice; no time may run twice.
            start = max(_moment(day, span.opens, zone), before)
            end = _moment(day, span.closes, zone)
            if start < end:
                before = end
                yield Stretch(start, end, span.night)


def _spans_on(day: date, pace: Pace, calendar: Calendar) -> list[Span]:
    found = [
        one
        for one in calendar.spans
        if one.weekday == day.weekday() and (pace.night is not None or not one.night)
    ]
    return sorted(found, key=lambda one: (one.opens, one.closes))


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    if minutes >= DAY_MINUTES:
        day, minutes = day + ONE_DAY, minutes - DAY_MINUTES
    local = datetime.combine(day, time(minutes // 60, minutes % 60), zone)
    return local.astimezone(UTC)
