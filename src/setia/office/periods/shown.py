"""Periods for their pages: months to be closed, and what a month comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Min, Q, QuerySet, Sum

from setia.closing.models import Award, Booking, Period
from setia.closing.state import Standing, State, standing_of, with_records
from setia.core.clock import today
from setia.core.days import last_of, next_month
from setia.programs.models import Program
from setia.programs.promises import promises

MOST_MONTHS = 36
NOTHING = Standing(State.OPEN, 1, None, None)


@dataclass(frozen=True)
class Month:
    """One month of the list: how far it is, and whether it can be closed."""

    month: date
    standing: Standing
    over: bool

    @property
    def name(self) -> str:
        """Return the month as addresses name it."""
        return f"{self.month:%Y-%m}"


def months() -> list[Month]:
    """Return the months from the first that was closed, else the first promise, latest first."""
    day = today(settings.TIME_ZONE)
    starts = [one.plan.period.start for one in promises()]
    known = Period.objects.aggregate(first=Min("month"))["first"]
    first = (known or min(starts, default=day)).replace(day=1)
    periods = {one.month: one for one in with_records(Period.objects.all())}
    found, month = [], first
    while month <= day:
        period = periods.get(month)
        standing = NOTHING if period is None else standing_of(period)
        found.append(Month(month, standing, last_of(month) < day))
        month = next_month(month)
    return found[::-1][:MOST_MONTHS]


@dataclass(frozen=True)
class ProgramSum:
    """What a program comes to in a month, in one unit; amounts in hundredths."""

    program: Program
    unit: str
    awards: int
    booked: int
    waiting: int
    released: int
    arrears: int


def awards_of(month: date) -> list[ProgramSum]:
    """Sum the awards whose window ended in a month."""
    return _sums(Award.objects.filter(home_month=month).exclude(booked_minor=0))


def accruals_on(month: date) -> list[ProgramSum]:
    """Sum what is accrued for windows that outlast a month, while it is the latest."""
    last = last_of(month)
    running = Q(window_to__gt=last) | Q(window_to=None)
    rows = Award.objects.filter(running, home_month=None, window_from__lte=last)
    return _sums(rows.exclude(booked_minor=0))


def adjustments_in(period: Period) -> list[dict[str, Any]]:
    """Sum what runs of a period changed of earlier months, by month and program."""
    rows = Booking.objects.filter(run__period=period).exclude(home_month=period.month)
    rows = rows.filter(home_month__lt=period.month).exclude(delta_minor=0)
    found = (
        rows.values("home_month", unit=F("award__unit"), code=F("award__program__code"))
        .annotate(awards=Count("pk"), delta=Sum("delta_minor"))
        .order_by("-home_month", "code")
    )
    return [dict(row) for row in found]


def _sums(rows: QuerySet[Award]) -> list[ProgramSum]:
    found = (
        rows.values("program_id", "unit")
        .order_by("program__code", "unit")
        .annotate(
            awards=Count("pk"),
            booked=Sum("booked_minor"),
            waiting=Sum("waiting_minor"),
            released=Sum("released_minor"),
            arrears=Sum("arrears_minor"),
        )
    )
    programs = Program.objects.in_bulk([row["program_id"] for row in found])
    names = ("unit", "awards", "booked", "waiting", "released", "arrears")
    plain: list[dict[str, Any]] = [dict(row) for row in found]
    return [
        ProgramSum(programs[row["program_id"]], **{name: row[name] for name in names})
        for row in plain
    ]
