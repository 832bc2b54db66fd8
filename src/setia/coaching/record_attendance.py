"""Record who was at one date of the calendar, and which lesson it was."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.coaching.events import ATTENDANCE_RECORDED, LESSON_TAUGHT
from setia.coaching.models import Attendance, Lesson, Presence, Series, Taught
from setia.coaching.occurrences import Occurrence, occurrence_on
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.people.models import Party


def record_attendance(
    series: Series, on: date, party: Party, presence: str, by: Actor
) -> Attendance:
    """Record whether somebody came; saying the same again changes nothing.

    Raises:
        NotPermitted: The actor may not record attendance.
        NotFound: The party is not theirs to see.
        Refused: Nothing takes place then, it has not begun, or the word is unknown.
        Conflict: Somebody else recorded it in the same moment.
    """
    by.must("attendance.write")
    if not Party.objects.visible_to(by).standing().filter(pk=party.pk).exists():
        raise NotFound("party", party.code)
    found = must_have_begun(series, on)
    if presence not in Presence.values:
        raise Refused([Problem("attendance.presence", "presence")])
    try:
        with transaction.atomic():
            return _recorded(found, party, presence, by)
    except IntegrityError as error:
        raise Conflict("attendance.at_once") from error


def must_have_begun(series: Series, on: date) -> Occurrence:
    """Return the occurrence of a day whose attendance can be told.

    Raises:
        Refused: Nothing takes place then, or it has not begun.
    """
    found = occurrence_on(series, on)
    if found is None or found.dropped:
        raise Refused([Problem("occurrence.none", "on", {"day": on.isoformat()})])
    # Whoever stands at the door records the first ones before the beginning.
    if found.day > now().astimezone(found.starts_at.tzinfo).date():
        raise Refused([Problem("attendance.early")])
    return found


def _recorded(found: Occurrence, party: Party, presence: str, by: Actor) -> Attendance:
    rows = Attendance.objects.filter(series=found.series, on=found.on, party=party)
    last = rows.order_by("number").last()
    if last is not None and last.presence == presence:
        return last
    row = Attendance.objects.create(
        series=found.series,
        on=found.on,
        party=party,
        number=last.number + 1 if last else 1,
        presence=presence,
        at=now(),
        by=by.name,
    )
    params = {
        "party": party.name,
        "title": found.revision.title_id,
        "presence": presence,
    }
    before = {"presence": last.presence} if last else None
    about, after = ("party", party.pk), {"presence": presence, "on": found.on}
    record_event(ATTENDANCE_RECORDED, by, about, params, before=before, after=after)
    return row


def teach_lesson(series: Series, on: date, lesson: Lesson | None, by: Actor) -> Taught:
    """Say which lesson was given at one date; whoever was present had it.

    Raises:
        NotPermitted: The actor may not record attendance.
        Refused: Nothing takes place then, or it has not begun.
        Conflict: Somebody else said so in the same moment.
    """
    by.must("attendance.write")
    found = must_have_begun(series, on)
    rows = Taught.objects.filter(series=series, on=on)
    number: int = rows.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            row = Taught.objects.create(
                series=series, on=on, number=number + 1, lesson=lesson, at=now(), by=by.name
            )
            params = {"title": found.revision.title_id}
            after = {"lesson": lesson and lesson.title_id, "on": on}
            record_event(LESSON_TAUGHT, by, ("series", series.pk), params, after=after)
    except IntegrityError as error:
        raise Conflict("attendance.at_once") from error
    return row
