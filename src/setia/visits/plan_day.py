"""Plan the visits of a day: who is due, in the order of the shortest way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.days import start_of
from setia.core.errors import Conflict, NotPermitted, Problem, Refused
from setia.core.models import User
from setia.core.record_event import record_event
from setia.visits.events import DAY_PLANNED
from setia.visits.models import DayPlan, Visit, WorkDay
from setia.visits.route import Hours, Leg, Route, Stop, plan_route
from setia.visits.set_work_day import hours_of, without_start, work_day_of
from setia.visits.wanted import Wanted, wanted_by

MOST_STOPS = 40
"""The most worthy ones that a way is searched through; a day holds far fewer."""
FARTHEST = timedelta(days=60)
FIVE_MINUTES = 300


@dataclass(frozen=True)
class DayAsked:
    """Whose day, which, and whether it starts at the first visit instead of the usual place."""

    user: User
    day: date
    at_first: bool = False


def plan_day(asked: DayAsked, by: Actor) -> DayPlan:
    """Plan somebody's day anew; what was planned before stays and counts no more.

    Raises:
        NotPermitted: The actor makes no visits, or the day is somebody else's.
        Refused: The day or its hours are over, or nobody is due whose place is known.
        Conflict: Somebody else planned it in the same moment.
    """
    _may_plan(asked, by)
    work = work_day_of(asked.user, asked.day)
    if asked.at_first:
        work = without_start(work)
    hours = _from_now(hours_of(work), asked.day)
    wanted = wanted_by(asked.user, asked.day)
    placed = sorted(
        (one for one in wanted if one.point is not None),
        key=lambda one: (-one.worth, one.due_on, one.party),
    )[:MOST_STOPS]
    if not placed:
        raise Refused([Problem("visit.nobody", "day")])
    route = plan_route([_stop(one) for one in placed], hours)
    try:
        with transaction.atomic():
            return _kept(asked, work, (route, placed), by)
    except IntegrityError as error:
        raise Conflict("visit.planned_meanwhile") from error


def current_plan(user: User, day: date) -> DayPlan | None:
    """Return the plan that counts for a day."""
    return DayPlan.objects.filter(user=user, day=day).order_by("number").last()


def _may_plan(asked: DayAsked, by: Actor) -> None:
    by.must("visit.make")
    if asked.user.pk != by.id and not by.may("visit.rule"):
        raise NotPermitted("visit.rule")
    day = today(settings.TIME_ZONE)
    if asked.day < day:
        raise Refused([Problem("visit.day_past", "day")])
    if asked.day > day + FARTHEST:
        raise Refused([Problem("visit.day_far", "day")])


def _from_now(hours: Hours, day: date) -> Hours:
    """Let a day that runs already begin now, at the next five minutes."""
    local = now().astimezone(ZoneInfo(settings.TIME_ZONE))
    if local.date() != day:
        return hours
    passed = local.hour * 3600 + local.minute * 60 + local.second
    begins = max(hours.begins, -(-passed // FIVE_MINUTES) * FIVE_MINUTES)
    if begins >= hours.ends:
        raise Refused([Problem("visit.day_over", "day")])
    return replace(hours, begins=begins)


def _stop(one: Wanted) -> Stop:
    if one.point is None:
        raise ValueError(one.party)
    return Stop(one.party, one.point, one.minutes * 60, one.worth)


def _kept(
    asked: DayAsked, work: WorkDay, found: tuple[Route, Sequence[Wanted]], by: Actor
) -> DayPlan:
    route, wanted = found
    by_party = {one.party: one for one in wanted}
    mine = DayPlan.objects.filter(user=asked.user, day=asked.day)
    last = mine.aggregate(last=Max("number"))["last"] or 0
    plan = DayPlan.objects.create(
        user=asked.user,
        day=asked.day,
        number=last + 1,
        work_day=_told(work),
        left_out=[_left(by_party[stop.key]) for stop in route.left_out],
        way_metres=route.metres,
        back_at=None if route.back_at is None else _moment(asked.day, route.back_at),
        planned_at=now(),
        by=by.name,
    )
    Visit.objects.bulk_create(
        _visit(plan, number, leg, by_party[leg.stop.key])
        for number, leg in enumerate(route.legs, 1)
    )
    params = {
        "count": len(route.legs),
        "who": asked.user.display_name,
        "day": asked.day.isoformat(),
    }
    record_event(DAY_PLANNED, by, ("day plan", plan.pk), params)
    return plan


def _visit(plan: DayPlan, number: int, leg: Leg, one: Wanted) -> Visit:
    return Visit(
        plan=plan,
        party_id=one.party,
        place_no=number,
        why=one.why,
        due_on=one.due_on,
        minutes=one.minutes,
        arrive_at=_moment(plan.day, leg.arrive),
        leave_at=_moment(plan.day, leg.leave),
        way_metres=leg.metres,
        latitude=leg.stop.at.latitude,
        longitude=leg.stop.at.longitude,
    )


def _told(work: WorkDay) -> dict[str, object]:
    """Return the hours as they were, so that an old plan can be told later."""
    start = None if work.latitude is None else f"{work.latitude},{work.longitude}"
    return {
        "begins": f"{work.begins:%H:%M}",
        "ends": f"{work.ends:%H:%M}",
        "start": start,
        "speed_kmh": work.speed_kmh,
        "road_percent": work.road_percent,
    }


def _left(one: Wanted) -> dict[str, object]:
    return {"party": one.party, "why": str(one.why), "due_on": one.due_on.isoformat()}


def _moment(day: date, seconds: int) -> datetime:
    return start_of(day) + timedelta(seconds=seconds)
