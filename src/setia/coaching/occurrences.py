"""What takes place when: the dates of series with what was decided for single ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from setia.coaching.dates_of_rule import dates_of_rule
from setia.coaching.models import (
    ExceptionKind,
    Series,
    SeriesException,
    SeriesRevision,
)
from setia.coaching.rule import read_rule

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Occurrence:
    """One date of a series. ``on`` is the day by the rule, and its name for good."""

    series: Series
    revision: SeriesRevision
    on: date
    starts_at: datetime
    exception: SeriesException | None = None

    @property
    def ends_at(self) -> datetime:
        """Return when it is over."""
        # Minutes that pass, also through a night in which the clocks are set.
        after = self.starts_at.astimezone(UTC) + timedelta(minutes=self.revision.minutes)
        return after.astimezone(self.starts_at.tzinfo)

    @property
    def day(self) -> date:
        """Return the local day on which it really is."""
        return self.starts_at.date()

    @property
    def dropped(self) -> bool:
        """Tell whether it does not take place."""
        return self.exception is not None and self.exception.kind == ExceptionKind.DROPPED

    @property
    def moved(self) -> bool:
        """Tell whether it is not where the rule put it."""
        return self.exception is not None and self.exception.kind == ExceptionKind.MOVED


def occurrences(
    series: Iterable[Series], between: tuple[date, date], *, with_dropped: bool = False
) -> list[Occurrence]:
    """Return what takes place on some days, both included, in the order of the clock."""
    found = [
        one
        for row in series
        for one in _of(row, between)
        if with_dropped or not one.dropped
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.series.pk, one.on))


def occurrence_on(series: Series, on: date) -> Occurrence | None:
    """Return the occurrence that the rule puts on a day, wherever it was moved to."""
    for revision, span in segments(series):
        if span[0] <= on <= span[1]:
            rule = read_rule(revision.rule)
            if dates_of_rule(rule, revision.from_date, (on, on)):
                return _at(series, revision, on)
    return None


def segments(series: Series) -> Iterator[tuple[SeriesRevision, tuple[date, date]]]:
    """Yield each revision with the days for which it counts, the earliest first.

    A revision ends where a later one begins; one that a later one swallowed counts for none.
    """
    rows = sorted(series.revisions.all(), key=lambda one: one.number)
    for place, row in enumerate(rows):
        ends = [one.from_date - ONE_DAY for one in rows[place + 1 :]]
        last = min([row.until_date or date.max, *ends])
        if last >= row.from_date:
            yield row, (row.from_date, last)


def exceptions_of(series: Series) -> dict[date, SeriesException]:
    """Return what counts for single dates; those put back are left out."""
    found: dict[date, SeriesException] = {}
    for row in sorted(series.exceptions.all(), key=lambda one: one.number):
        found[row.on] = row
    return {on: row for on, row in found.items() if row.kind != ExceptionKind.RESTORED}


def wall_time(day: date, starts: time, zone: str) -> datetime | None:
    """Return the moment of a time on the wall; None where the clocks step over it."""
    moment = datetime.combine(day, starts, ZoneInfo(zone))
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return moment if back.replace(tzinfo=None) == moment.replace(tzinfo=None) else None


def _of(series: Series, between: tuple[date, date]) -> Iterator[Occurrence]:
    """Yield what really is between two days, from inside and from outside of them."""
    moved_here = {
        on
        for on, row in exceptions_of(series).items()
        if row.moved_to is not None and between[0] <= row.moved_to <= between[1]
    }
    for revision, span in segments(series):
        rule = read_rule(revision.rule)
        window = (max(between[0], span[0]), min(between[1], span[1]))
        days = set(dates_of_rule(rule, revision.from_date, window))
        days |= {
            on
            for on in moved_here
            if span[0] <= on <= span[1]
            and dates_of_rule(rule, revision.from_date, (on, on))
        }
        for on in sorted(days):
            one = _at(series, revision, on)
            if one is not None and between[0] <= one.day <= between[1]:
                yield one


def _at(series: Series, revision: SeriesRevision, on: date) -> Occurrence | None:
    exception = exceptions_of(series).get(on)
    day, starts = on, revision.starts
    if exception is not None and exception.moved_to is not None:
        day, starts = exception.moved_to, exception.starts or starts
    moment = wall_time(day, starts, revision.time_zone)
    if moment is None:
        return None
    return Occurrence(series, revision, on, moment, exception)
