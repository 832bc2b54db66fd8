"""What somebody was asked for and what they did: done, open, missed, and for how long kept.

A touch counts when it was made, whatever the answer. Daily quotas hold from Monday to Saturday.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.care.models import Quota, Span, Touch, TouchKind
from setia.core.days import end_of, first_of, last_of, start_of
from setia.people.models import Party

DEFAULTS = ((TouchKind.CHAT, Span.DAY, 10), (TouchKind.CALL, Span.WEEK, 10))
"""What everybody who looks after somebody is asked for until somebody sets it otherwise."""
SUNDAY = 6
LOOKED_BACK = timedelta(days=100)
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Stretch:
    """One span that began on a day: how many were asked for and how many made."""

    start: date
    asked: int
    done: int

    @property
    def kept(self) -> bool:
        """Tell whether enough was done."""
        return self.done >= self.asked


@dataclass(frozen=True)
class Filled:
    """A quota with the span of today, those of the last weeks, and the streak."""

    kind: TouchKind
    span: Span
    now: Stretch
    past: tuple[Stretch, ...]
    streak: int

    @property
    def open(self) -> int:
        """Return how many are still to be made."""
        return max(0, self.now.asked - self.now.done)

    @property
    def missed(self) -> int:
        """Return how many of the past spans were not filled."""
        return sum(not one.kept for one in self.past)


def start_of_span(day: date, span: str) -> date:
    """Return on which day the span of a day began; weeks begin on Monday."""
    if span == Span.WEEK:
        return day - timedelta(days=day.weekday())
    return first_of(day) if span == Span.MONTH else day


def end_of_span(start: date, span: str) -> date:
    """Return the last day of a span by its first."""
    if span == Span.WEEK:
        return start + timedelta(days=6)
    return last_of(start) if span == Span.MONTH else start


def filled_quotas(users: Collection[int], day: date) -> dict[int, list[Filled]]:
    """Return everybody's quotas as they stand on a day; three looks for all of them."""
    records: dict[Key, list[Quota]] = defaultdict(list)
    for one in Quota.objects.filter(user__in=users).order_by("from_day", "pk"):
        records[one.user_id, one.kind, one.span].append(one)
    made = _made(users, day, first_of(day - LOOKED_BACK))
    carers = set(
        Party.objects.filter(caretaker__in=users).values_list("caretaker", flat=True)
    )
    return {
        user: [
            filled
            for kind, span in _kinds(user, records, cares=user in carers)
            if (filled := _filled(records, made, (user, kind, span), day)) is not None
        ]
        for user in users
    }


def days_of_week(day: date) -> list[date]:
    """Return the days of a day's week, from Monday."""
    monday = start_of_span(day, Span.WEEK)
    return [monday + timedelta(days=ahead) for ahead in range(7)]


def touches_by_day(users: Collection[int], day: date) -> dict[tuple[int, date], int]:
    """Count the touches of each person on each day of a day's week, of all kinds."""
    monday = start_of_span(day, Span.WEEK)
    counts: dict[tuple[int, date], int] = defaultdict(int)
    for (user, _kind), by_day in _made(users, day, monday).items():
        for on, count in by_day.items():
            counts[user, on] += count
    return dict(counts)


def asked_on(records: Iterable[Quota], kind: str, span: str, day: date) -> int:
    """Return how many of a kind were asked for on a day: the last record that had begun."""
    found = [one.count for one in records if one.from_day <= day]
    if found:
        return found[-1]
    return next((count for k, s, count in DEFAULTS if (k, s) == (kind, span)), 0)


def _kinds(
    user: int, records: Mapping[Key, list[Quota]], *, cares: bool
) -> list[tuple[str, str]]:
    given = [(kind, span) for owner, kind, span in records if owner == user]
    known = dict.fromkeys([(str(k), str(s)) for k, s, _ in DEFAULTS if cares] + given)
    order = {str(kind): place for place, kind in enumerate(TouchKind)}
    spans = {str(span): place for place, span in enumerate(Span)}
    return sorted(known, key=lambda one: (order[one[0]], spans[one[1]]))


def _made(
    users: Collection[int], day: date, since: date
) -> dict[tuple[int, str], dict[date, int]]:
    """Count touches by person, kind and day."""
    zone = ZoneInfo(settings.TIME_ZONE)
    rows = Touch.objects.filter(user__in=users, at__gte=start_of(since), at__lt=end_of(day))
    found: dict[tuple[int, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for user, kind, at in rows.order_by().values_list("user", "kind", "at"):
        found[user, kind][at.astimezone(zone).date()] += 1
    return found


def _filled(
    records: Mapping[Key, list[Quota]],
    made: Mapping[tuple[int, str], Mapping[date, int]],
    key: Key,
    day: date,
) -> Filled | None:
    user, kind, span = key
    begins = _begins(day, span)
    mine = records.get(key, [])
    done: dict[date, int] = defaultdict(int)
    for on, count in made.get((user, kind), {}).items():
        done[start_of_span(on, span)] += count
    stretches = [
        Stretch(one, asked_on(mine, kind, span, end_of_span(one, span)), done[one])
        for one in begins
    ]
    now, past = stretches[0], tuple(one for one in stretches[1:] if one.asked)
    if not now.asked:
        return None
    return Filled(TouchKind(kind), Span(span), now, past, _streak(now, past))


def _begins(day: date, span: str) -> list[date]:
    """Return the span of a day and those before it, latest first: 24 days, 8 weeks, 3 months."""
    first = start_of_span(day, span)
    if span == Span.DAY:
        days = [first - timedelta(days=back) for back in range(28)]
        return [one for one in days if one == first or one.weekday() != SUNDAY]
    if span == Span.WEEK:
        return [first - timedelta(weeks=back) for back in range(9)]
    months = [first]
    while len(months) < 4:
        months.append(first_of(months[-1] - timedelta(days=1)))
    return months


def _streak(now: Stretch, past: Iterable[Stretch]) -> int:
    """Count the spans in a row that were filled; the present one only adds."""
    count = int(now.kept)
    for one in past:
        if not one.kept:
            break
        count += 1
    return count
