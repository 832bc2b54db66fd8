"""Say when days on the road begin and end, and where they start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Problem, Refused
from setia.core.models import User
from setia.core.record_event import record_event
from setia.visits.distance import Pace, Point
from setia.visits.events import WORK_DAY_SET
from setia.visits.models import WorkDay
from setia.visits.route import Hours


@dataclass(frozen=True)
class WorkDayDraft:
    """Hours as somebody asks for them; of everybody where no user is named."""

    begins: time
    ends: time
    from_day: date
    user: User | None = None
    start: Point | None = None
    speed_kmh: int = 25
    road_percent: int = 140


USUAL = WorkDay(begins=time(8, 30), ends=time(16, 30), speed_kmh=25, road_percent=140)
"""What counts where nobody has said otherwise: no known start, so from the first visit on."""


def set_work_day(draft: WorkDayDraft, by: Actor) -> WorkDay:
    """Add hours that count from a day on.

    Raises:
        NotPermitted: The actor may not set them.
        Refused: The hours, the pace or the day make no sense.
    """
    by.must("visit.rule")
    problems = []
    if draft.begins >= draft.ends:
        problems.append(Problem("visit.hours_wrong", "ends"))
    if not (5 <= draft.speed_kmh <= 120 and 100 <= draft.road_percent <= 300):
        problems.append(Problem("visit.pace_wrong", "speed_kmh"))
    if draft.from_day < today(settings.TIME_ZONE):
        problems.append(Problem("visit.day_past", "from_day"))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        made = WorkDay.objects.create(
            user=draft.user,
            begins=draft.begins,
            ends=draft.ends,
            latitude=draft.start.latitude if draft.start else None,
            longitude=draft.start.longitude if draft.start else None,
            speed_kmh=draft.speed_kmh,
            road_percent=draft.road_percent,
            from_day=draft.from_day,
            recorded_at=now(),
            by=by.name,
        )
        record_event(WORK_DAY_SET, by, ("work day", made.pk))
    return made


def work_day_of(user: User, day: date) -> WorkDay:
    """Return the hours of somebody on a day: their own, else everybody's, else the usual."""
    rows = WorkDay.objects.filter(Q(user=user) | Q(user=None), from_day__lte=day)
    known = list(rows.order_by("from_day", "pk"))
    own = [one for one in known if one.user_id is not None]
    return (own or known or [USUAL])[-1]


def hours_of(work: WorkDay) -> Hours:
    """Return the hours as the planning of a route knows them."""
    start = None
    if work.latitude is not None and work.longitude is not None:
        start = Point(work.latitude, work.longitude)
    pace = Pace(work.speed_kmh, work.road_percent)
    return Hours(_seconds(work.begins), _seconds(work.ends), pace, start)


def without_start(work: WorkDay) -> WorkDay:
    """Return the same hours for a day that begins at its first visit, and is not kept."""
    return WorkDay(
        begins=work.begins,
        ends=work.ends,
        speed_kmh=work.speed_kmh,
        road_percent=work.road_percent,
    )


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
