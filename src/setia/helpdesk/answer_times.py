"""How soon somebody is promised an answer: by who they are, and when they write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from setia.helpdesk.models import AnswerRule, Fits, Holiday, Hours
from setia.helpdesk.working_time import (
    Calendar,
    Pace,
    Span,
    due_moment,
    warning_moment,
)
from setia.people.models import Party

SHIPPED_SPANS = tuple(Span(weekday, 8 * 60, 17 * 60) for weekday in range(6))
"""Monday to Saturday from 8 to 17, until somebody says otherwise."""
SHIPPED_PACE = Pace(day=240)


@dataclass(frozen=True)
class Promised:
    """What somebody who writes now is promised."""

    pace: Pace
    warn_at: datetime
    due_at: datetime


def promised_to(party: Party | None, asked: datetime) -> Promised:
    """Return what is promised: of all rules that fit, the one that ends first.

    The hours are those in force on the day of asking; a later change moves no promise.
    """
    day = asked.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    hours = Hours.objects.in_force(day)
    calendar = calendar_of(hours)
    found = []
    for pace in _paces(hours, party):
        due, warn = (
            due_moment(asked, pace, calendar),
            warning_moment(asked, pace, calendar),
        )
        if due is not None and warn is not None:
            found.append(Promised(pace, warn, due))
    return min(found, key=lambda one: (one.due_at, one.pace.day))


def calendar_of(hours: Hours | None) -> Calendar:
    """Return when somebody is there, as hours say; the shipped ones where nobody set any."""
    holidays = frozenset(Holiday.objects.values_list("day", flat=True))
    if hours is None:
        return Calendar(settings.TIME_ZONE, SHIPPED_SPANS, holidays)
    spans = [
        Span(one.weekday, one.opens, one.closes, one.night) for one in hours.spans.all()
    ]
    return Calendar(hours.zone, tuple(spans), holidays)


def _paces(hours: Hours | None, party: Party | None) -> list[Pace]:
    if hours is None:
        return [SHIPPED_PACE]
    return [
        Pace(one.day_minutes, one.night_minutes)
        for one in hours.rules.all()
        if fits(one, party)
    ]


def fits(rule: AnswerRule, party: Party | None) -> bool:
    """Tell whether a promise is made to somebody; strangers get what everybody gets."""
    if rule.fits == Fits.EVERYBODY:
        return True
    if party is None:
        return False
    told = {Fits.ROLE: party.role, Fits.TIER: party.tier, Fits.CATEGORY: party.category}
    return told[Fits(rule.fits)] == rule.value
