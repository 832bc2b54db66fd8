"""The days on which something comes again, between two days; never without an end.

A rule is expanded period by period, each with a generator that looks into that period alone.
A rule whose day never comes (30 February) costs as much as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil import rrule as rfc

from setia.coaching.rule import Rule

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
LONGEST_WINDOW = timedelta(days=800)
LOOKS_AHEAD_YEARS = 12
"""So long a first date may be away: a leap day every three years."""
NEVER_AGAIN = 9_999
FREQUENCIES: dict[str, Any] = {
    "DAILY": rfc.DAILY,
    "WEEKLY": rfc.WEEKLY,
    "MONTHLY": rfc.MONTHLY,
    "YEARLY": rfc.YEARLY,
}


def dates_of_rule(rule: Rule, first: date, between: tuple[date, date]) -> list[date]:
    """Return the days of a rule that began on ``first``, both ends included.

    Raises:
        ValueError: The window is longer than any page needs.
    """
    start, end = max(between[0], first), min(between[1], LATEST)
    if end - start > LONGEST_WINDOW:
        raise ValueError(between)
    return sorted(_days(rule.said_fully(first), first, start, end)) if end >= start else []


def first_date_of(
    rule: Rule, first: date, until: date | None = None, since: date | None = None
) -> date | None:
    """Return the first day that a rule gives, within twelve years; None where there is none.

    The rule began on ``first``; days before ``since`` are passed over.
    """
    horizon = date(min(first.year + LOOKS_AHEAD_YEARS, LATEST.year), 12, 31)
    last, start = min(until or LATEST, horizon), max(first, since or first)
    while start <= last:
        end = min(start + timedelta(days=400), last)
        if found := dates_of_rule(rule, first, (start, end)):
            return found[0]
        start = end + timedelta(days=1)
    return None


def _days(rule: Rule, first: date, start: date, end: date) -> Iterator[date]:
    if rule.frequency in {"DAILY", "WEEKLY"}:
        # These come at least once in a year, so that the generator meets its end.
        yield from _between(
            _generator(rule, _step_before(rule, first, start), end, 1), start
        )
        return
    for begins, ends in _periods(rule, first, start, end):
        yield from _between(_generator(rule, begins, min(ends, end), NEVER_AGAIN), start)


def _between(found: rfc.rrule, start: date) -> Iterator[date]:
    return (one.date() for one in found if one.date() >= start)


def _step_before(rule: Rule, first: date, start: date) -> date:
    """Return the beginning of the step that ``start`` lies in, counted from the first day."""
    length, origin = rule.interval, first
    if rule.frequency == "WEEKLY":
        length *= 7
        origin = first - timedelta(days=(first.weekday() - rule.week_starts) % 7)
    return origin + timedelta(days=(start - origin).days // length * length)


def _periods(
    rule: Rule, first: date, start: date, end: date
) -> Iterator[tuple[date, date]]:
    """Yield the months or years that a rule looks into, beginning and end."""
    months = 12 if rule.frequency == "YEARLY" else 1
    step = rule.interval * months
    origin = first.year * 12 + (0 if months == 12 else first.month - 1)
    at = start.year * 12 + start.month - 1
    number = origin + (at - origin) // step * step
    while number <= end.year * 12 + end.month - 1:
        yield _month(number), _month(number + months) - timedelta(days=1)
        number += step


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _generator(rule: Rule, begins: date, until: date, periods: int) -> rfc.rrule:
    """Build a generator that begins with a period and does not reach the next one of many."""
    step = periods * (12 if rule.frequency == "MONTHLY" else 1)
    keys: dict[str, Any] = {name.lower(): values for name, values in rule.numbers.items()}
    if rule.days:
        keys["byweekday"] = [rfc.weekday(one.weekday, one.nth or None) for one in rule.days]
    return rfc.rrule(
        FREQUENCIES[rule.frequency],
        dtstart=datetime.combine(begins, time.min),
        interval=rule.interval if periods == 1 else step,
        wkst=rfc.weekday(rule.week_starts),
        until=datetime.combine(until, time.min),
        **keys,
    )
