"""The calendar: a week as an agenda or in seven columns, or a month of such weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from setia.coaching.dates_of_rule import EARLIEST, LATEST
from setia.coaching.default_week import missing_kinds
from setia.coaching.occurrences import Occurrence, occurrences
from setia.coaching.seen_series import seen_series
from setia.coaching.week_revenue import WEEK, monday_of
from setia.core.clock import today
from setia.core.days import ONE_DAY, first_of, last_of, next_month
from setia.office.middleware import actor_at
from setia.office.permitted import permitted

LOOKS = ("week", "month")


@dataclass(frozen=True)
class CalendarDay:
    """One day with what takes place on it."""

    day: date
    occurrences: list[Occurrence]
    is_today: bool
    inside: bool


@permitted("calendar.see")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a week, or a month."""
    actor, now = actor_at(request), today(settings.TIME_ZONE)
    day = day_in(request.GET.get("day", "")) or now
    look = request.GET.get("look", "week")
    look = look if look in LOOKS else "week"
    span = _span(day, look)
    found = occurrences(
        seen_series(actor), (span[0] - ONE_DAY, span[1] + ONE_DAY), with_dropped=True
    )
    context = {
        "weeks": _weeks(found, span, now, day if look == "month" else None),
        "look": look,
        "day": day,
        "first": span[0],
        "last": span[1],
        "before": span[0] - ONE_DAY if look == "week" else first_of(day) - ONE_DAY,
        "after": span[1] + ONE_DAY if look == "week" else next_month(first_of(day)),
        "today": now,
        "may_write": actor.may("calendar.write"),
        "without_week": actor.may("calendar.write") and bool(missing_kinds()),
    }
    return render(request, "office/coaching/calendar.html", context)


def day_in(text: str) -> date | None:
    """Return the day that a query or an address names, within what a calendar holds."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    margin = timedelta(days=40)
    return day if day and EARLIEST + margin <= day <= LATEST - margin else None


def _span(day: date, look: str) -> tuple[date, date]:
    first, last = (day, day) if look == "week" else (first_of(day), last_of(first_of(day)))
    return monday_of(first), monday_of(last) + WEEK - ONE_DAY


def _weeks(
    found: list[Occurrence], span: tuple[date, date], now: date, month: date | None
) -> list[list[CalendarDay]]:
    """Sort what takes place into days of the business's own zone."""
    zone = ZoneInfo(settings.TIME_ZONE)
    by_day: dict[date, list[Occurrence]] = {}
    for one in found:
        by_day.setdefault(one.starts_at.astimezone(zone).date(), []).append(one)
    days = []
    for number in range((span[1] - span[0]).days + 1):
        day = span[0] + timedelta(days=number)
        inside = month is None or first_of(day) == first_of(month)
        days.append(CalendarDay(day, by_day.get(day, []), day == now, inside))
    return [days[start : start + 7] for start in range(0, len(days), 7)]
