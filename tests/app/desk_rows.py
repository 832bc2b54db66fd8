"""Rows of coaching and gatherings for the walks over all pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from builders import NOON

from setia.coaching.models import (
    Attendance,
    Lesson,
    LessonHad,
    Series,
    SeriesRevision,
    WeeklyTarget,
)
from setia.coaching.week_revenue import this_week
from setia.events.models import (
    Gathering,
    GatheringCost,
    Invitation,
    InvitationAnswer,
)

MONDAY = date(2026, 11, 9)


@dataclass(frozen=True)
class Coached:
    """What there is about one party."""

    series: Series
    lesson: Lesson
    target: WeeklyTarget
    gathering: Gathering
    cost: GatheringCost


def coached(party, mark: str, number: int = 1) -> Coached:
    """Let a party be in the calendar, in the lessons, have a target, and be invited."""
    series = Series.objects.create(uid=f"uid-{mark}", made_at=NOON, made_by="x")
    SeriesRevision.objects.create(
        series=series,
        number=1,
        title_id=f"Kelas {mark}",
        kind="lesson",
        rule="FREQ=WEEKLY;BYDAY=MO",
        from_date=date(2026, 11, 2),
        starts=time(8),
        minutes=60,
        time_zone="Asia/Jakarta",
        territory=party.territory,
        at=NOON,
        by="x",
    )
    words = {"at": NOON, "by": "x"}
    told = {"on": MONDAY, "number": 1, "presence": "present"}
    Attendance.objects.create(series=series, party=party, **told, **words)
    lesson, _made = Lesson.objects.get_or_create(
        place=1, title_id="Pelajaran", text_id="x", added_at=NOON, added_by="x"
    )
    LessonHad.objects.create(lesson=lesson, party=party, on=MONDAY, **words)
    target = WeeklyTarget.objects.create(
        party=party, week=this_week(), number=1, target_minor=100_00, **words
    )
    gathering = _gathering()
    asked = Invitation.objects.create(
        gathering=gathering, party=party, reason=f"Kenal {mark}", **words
    )
    answer = {"kind": "yes", "heads": 2, "by_partner": False}
    InvitationAnswer.objects.create(invitation=asked, number=1, **answer, **words)
    asked.door.create(number=1, heads=2, **words)
    cost = GatheringCost.objects.create(
        gathering=gathering, what="Tenda", minor=100, key=f"{mark} {number}", **words
    )
    return Coached(series, lesson, target, gathering, cost)


def _gathering() -> Gathering:
    found, _made = Gathering.objects.get_or_create(
        title="Temu",
        kind="meetup",
        starts_at=NOON,
        minutes=60,
        place="Depok",
        made_at=NOON,
        made_by="x",
    )
    return found
