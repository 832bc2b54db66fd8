"""Who had which lesson, and which is next for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from setia.coaching.models import Attendance, Lesson, LessonHad, Presence, Taught

Had = Mapping[int, Mapping[int, date]]
"""For each party the lessons that it had, each with the first day."""


def lessons_taught() -> dict[tuple[int, date], int]:
    """Return which lesson was given at which date of which series."""
    found: dict[tuple[int, date], int | None] = {}
    for row in Taught.objects.order_by("number").values("series", "on", "lesson"):
        found[row["series"], row["on"]] = row["lesson"]
    return {key: lesson for key, lesson in found.items() if lesson is not None}


def lessons_had(parties: Collection[int]) -> Had:
    """Return which lessons some parties had, from the calendar and outside of it."""
    had: dict[int, dict[int, date]] = defaultdict(dict)
    taught = lessons_taught()
    rows = Attendance.objects.counting().filter(
        party__in=parties, presence=Presence.PRESENT, on__in={on for _, on in taught}
    )
    days = [
        (party, taught[series, on], on)
        for party, series, on in rows.values_list("party", "series", "on")
        if (series, on) in taught
    ]
    noted = LessonHad.objects.filter(party__in=parties)
    for party, lesson, on in [*days, *noted.values_list("party", "lesson", "on")]:
        had[party][lesson] = min(on, had[party].get(lesson, on))
    return had


def next_lesson(lessons: Sequence[Lesson], had: Mapping[int, date]) -> Lesson | None:
    """Return the first lesson of the curriculum that somebody has not had."""
    return next((one for one in lessons if one.pk not in had), None)


def who_had(lesson: Lesson) -> set[int]:
    """Return the parties that had a lesson."""
    dates = {key for key, one in lessons_taught().items() if one == lesson.pk}
    rows = Attendance.objects.counting().filter(
        presence=Presence.PRESENT, on__in={on for _, on in dates}
    )
    present = {
        party
        for party, series, on in rows.values_list("party", "series", "on")
        if (series, on) in dates
    }
    return present | set(lesson.had.values_list("party", flat=True))


def who_began() -> set[int]:
    """Return the parties that had any lesson."""
    taught = lessons_taught()
    rows = Attendance.objects.counting().filter(
        presence=Presence.PRESENT, on__in={on for _, on in taught}
    )
    present = {
        party
        for party, series, on in rows.values_list("party", "series", "on")
        if (series, on) in taught
    }
    return present | set(LessonHad.objects.values_list("party", flat=True))
