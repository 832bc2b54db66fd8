"""Say when somebody is there to answer, and how soon whom; and which days are off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.helpdesk.events import HOLIDAY_ADDED, HOLIDAY_REMOVED, HOURS_SET
from setia.helpdesk.models import AnswerRule, Fits, Holiday, Hours, HoursSpan
from setia.helpdesk.working_time import DAY_MINUTES, Span

MOST_MINUTES = 20_160
"""Two weeks of somebody being there day and night."""

LEAST_MINUTES = 60
"""Of office hours in a week; with less a promise would take years."""


@dataclass(frozen=True)
class RuleDraft:
    """How many minutes whom is promised; without night minutes nights do not count."""

    fits: str
    value: str
    day_minutes: int
    night_minutes: int | None = None

    def problems(self) -> list[Problem]:
        """Return what is wrong with it."""
        found = []
        minutes = [self.day_minutes, self.night_minutes]
        if any(one is not None and not 1 <= one <= MOST_MINUTES for one in minutes):
            params = {"most": MOST_MINUTES}
            found.append(Problem("helpdesk.minutes_wrong", "rules", params))
        named = bool(self.value.strip()) and len(self.value) <= 60 and is_plain(self.value)
        if self.fits not in Fits.values or named == (self.fits == Fits.EVERYBODY):
            found.append(Problem("helpdesk.rule_value", "rules"))
        return found


@dataclass(frozen=True)
class HoursDraft:
    """Hours and promises as somebody wants them from a day on."""

    from_day: date
    spans: Sequence[Span]
    rules: Sequence[RuleDraft]
    zone: str = settings.TIME_ZONE

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with them."""
        found = [problem for one in self.rules for problem in one.problems()]
        if self.zone not in available_timezones():
            found.append(Problem("helpdesk.zone_unknown", "zone", {"zone": self.zone[:60]}))
        if (
            sum(one.closes - one.opens for one in self.spans if not one.night)
            < LEAST_MINUTES
        ):
            found.append(Problem("helpdesk.never_open", "spans"))
        if not _apart(self.spans):
            found.append(Problem("helpdesk.span_wrong", "spans"))
        whom = [(one.fits, one.value) for one in self.rules]
        if len(set(whom)) < len(whom):
            found.append(Problem("helpdesk.rule_twice", "rules"))
        if (Fits.EVERYBODY, "") not in whom:
            found.append(Problem("helpdesk.rule_missing", "rules"))
        return found


def _apart(spans: Sequence[Span]) -> bool:
    ordered = sorted(spans, key=lambda one: (one.weekday, one.opens))
    whole = all(
        0 <= one.weekday <= 6 and 0 <= one.opens < one.closes <= DAY_MINUTES
        for one in ordered
    )
    return whole and all(
        before.weekday != after.weekday or before.closes <= after.opens
        for before, after in pairwise(ordered)
    )


def set_hours(draft: HoursDraft, by: Actor) -> Hours:
    """Let hours and promises hold from a day on; what was promised before stays promised.

    Raises:
        NotPermitted: The actor may not set them.
        Refused: Everything that is wrong with them.
    """
    by.must("inbox.rules")
    problems = draft.problems()
    if not problems and draft.from_day < today(settings.TIME_ZONE):
        problems.append(Problem("helpdesk.day_past", "from_day"))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        hours = Hours.objects.create(
            from_day=draft.from_day, zone=ZoneInfo(draft.zone).key, at=now(), by=by.name
        )
        HoursSpan.objects.bulk_create(
            HoursSpan(
                hours=hours,
                weekday=one.weekday,
                opens=one.opens,
                closes=one.closes,
                night=one.night,
            )
            for one in draft.spans
        )
        AnswerRule.objects.bulk_create(
            AnswerRule(
                hours=hours,
                fits=one.fits,
                value=one.value,
                day_minutes=one.day_minutes,
                night_minutes=one.night_minutes,
            )
            for one in draft.rules
        )
        after = {"from_day": draft.from_day, "zone": hours.zone}
        record_event(HOURS_SET, by, ("hours", hours.pk), after=after)
    return hours


def add_holiday(day: date, name: str, by: Actor) -> Holiday:
    """Put a day on the list of those on which nobody is there.

    Raises:
        NotPermitted: The actor may not set them.
        Refused: It has no name, or a long one.
        Conflict: The day is on the list already.
    """
    by.must("inbox.rules")
    if not name.strip() or len(name) > 80 or not is_plain(name):
        raise Refused([Problem("helpdesk.holiday_missing", "name")])
    try:
        with transaction.atomic():
            row = Holiday.objects.create(day=day, name=name.strip(), at=now(), by=by.name)
            record_event(HOLIDAY_ADDED, by, ("holiday", row.pk), {"name": row.name})
    except IntegrityError as error:
        raise Conflict("helpdesk.holiday_twice") from error
    return row


def remove_holiday(holiday: Holiday, by: Actor) -> None:
    """Take a day off the list; what was promised by it stays promised.

    Raises:
        NotPermitted: The actor may not set them.
    """
    by.must("inbox.rules")
    with transaction.atomic():
        before = {"day": holiday.day, "name": holiday.name}
        told = {"name": holiday.name}
        record_event(HOLIDAY_REMOVED, by, ("holiday", holiday.pk), told, before=before)
        holiday.delete()
