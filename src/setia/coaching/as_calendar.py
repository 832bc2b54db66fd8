"""A calendar as other programs read it: iCalendar, RFC 5545."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur

from setia.coaching.dates_of_rule import first_date_of
from setia.coaching.models import (
    ExceptionKind,
    Series,
    SeriesException,
    SeriesRevision,
)
from setia.coaching.occurrences import exceptions_of, segments, wall_time
from setia.coaching.rule import Rule, read_rule

HOST = "setia"
MOST_SERIES = 300


def as_calendar(
    series: Iterable[Series], name: str, whose: Collection[int] | None
) -> bytes:
    """Write series as an iCalendar file, each with its rule and what differs on single dates.

    ``whose`` names the revisions that are for the reader; None for who sees all of them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Setia//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for row in list(series)[:MOST_SERIES]:
        for event in _events(row, whose):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _events(series: Series, whose: Collection[int] | None) -> Iterator[Event]:
    found = list(segments(series))
    for place, (revision, span) in enumerate(found):
        if whose is not None and revision.pk not in whose:
            continue
        # The last one keeps the name of the series; what was before has names of its own.
        last = place == len(found) - 1
        uid = f"{series.uid}@{HOST}" if last else f"{series.uid}-{revision.number}@{HOST}"
        yield from _of_revision(series, revision, span, uid)


def _of_revision(
    series: Series, revision: SeriesRevision, span: tuple[date, date], uid: str
) -> Iterator[Event]:
    rule = read_rule(revision.rule).said_fully(revision.from_date)
    until = None if span[1] == date.max else span[1]
    moment = _first_moment(rule, revision, until)
    if moment is None:
        return
    differing = {
        on: row for on, row in exceptions_of(series).items() if span[0] <= on <= span[1]
    }
    whole = _event(series, revision, uid, moment)
    whole.add("rrule", _recurrence(rule, until, revision))
    for on in sorted(_left_out(differing, revision)):
        whole.add("exdate", on)
    yield whole
    for _on, row in sorted(differing.items()):
        if row.kind == ExceptionKind.MOVED:
            yield from _moved(series, revision, uid, row)


def _first_moment(
    rule: Rule, revision: SeriesRevision, until: date | None
) -> datetime | None:
    """Return the first moment of a rule, past days on which the clocks step over it."""
    day = first_date_of(rule, revision.from_date, until)
    while day is not None:
        moment = wall_time(day, revision.starts, revision.time_zone)
        if moment is not None:
            return moment
        day = first_date_of(rule, revision.from_date, until, day + timedelta(days=1))
    return None


def _left_out(
    differing: dict[date, SeriesException], revision: SeriesRevision
) -> Iterator[datetime]:
    for on, row in differing.items():
        moment = wall_time(on, revision.starts, revision.time_zone)
        if row.kind == ExceptionKind.DROPPED and moment is not None:
            yield moment


def _moved(
    series: Series, revision: SeriesRevision, uid: str, row: SeriesException
) -> Iterator[Event]:
    if row.moved_to is None:
        return
    by_rule = wall_time(row.on, revision.starts, revision.time_zone)
    moment = wall_time(row.moved_to, row.starts or revision.starts, revision.time_zone)
    if by_rule is None or moment is None:
        return
    event = _event(series, revision, uid, moment)
    event.add("recurrence-id", by_rule)
    yield event


def _event(series: Series, revision: SeriesRevision, uid: str, moment: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", _sequence(series))
    event.add("dtstamp", _changed_at(series))
    event.add("dtstart", moment)
    event.add("duration", timedelta(minutes=revision.minutes))
    event.add("summary", revision.title)
    if revision.link:
        event.add("url", revision.link)
    if revision.place:
        event.add("location", revision.place)
    if revision.leader is not None:
        event.add("description", revision.leader.display_name)
    return event


def _sequence(series: Series) -> int:
    """Count what was ever decided about a series, so that it only grows."""
    return len(series.revisions.all()) + len(series.exceptions.all()) - 1


def _changed_at(series: Series) -> datetime:
    moments = [row.at for row in series.revisions.all()]
    return max([*moments, *(row.at for row in series.exceptions.all())])


def _recurrence(rule: Rule, until: date | None, revision: SeriesRevision) -> vRecur:
    found: vRecur = vRecur.from_ical(rule.text())
    if until is not None:
        # Ends are told in UTC where beginnings have a zone.
        end = datetime.combine(until, time(23, 59, 59), ZoneInfo(revision.time_zone))
        found["UNTIL"] = [end.astimezone(UTC)]
    return found
