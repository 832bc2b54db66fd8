"""Attendance is told once and corrected by a further row; lessons follow from it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from builders import NOON, a_party, an_actor
from coaching.series import MONDAYS, a_series
from django.db import DatabaseError, transaction

from setia.coaching.keep_lesson import (
    LessonDraft,
    add_lesson,
    change_lesson,
    note_lesson,
)
from setia.coaching.lessons_had import lessons_had, next_lesson, who_began, who_had
from setia.coaching.models import Attendance, Lesson, LessonHad, Taught
from setia.coaching.record_attendance import record_attendance, teach_lesson
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role

pytestmark = pytest.mark.django_db
OWNER = an_actor()


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def presence_of(party) -> list[str]:
    rows = Attendance.objects.filter(party=party).counting()
    return list(rows.values_list("presence", flat=True))


def a_lesson(place: int = 1) -> Lesson:
    return add_lesson(LessonDraft(place, f"Pelajaran {place}", text_id="Isi"), OWNER)


def test_saying_the_same_again_changes_nothing():
    series, party = a_series(), a_party("R-1")
    first = record_attendance(series, MONDAYS[1], party, "present", OWNER)
    assert record_attendance(series, MONDAYS[1], party, "present", OWNER) == first
    assert TrailEntry.objects.filter(act="attendance.recorded").count() == 1


def test_a_correction_is_a_further_row_that_counts():
    series, party = a_series(), a_party("R-1")
    record_attendance(series, MONDAYS[1], party, "absent", OWNER)
    record_attendance(series, MONDAYS[1], party, "excused", OWNER)
    assert presence_of(party) == ["excused"]
    assert Attendance.objects.count() == 2
    entry = TrailEntry.objects.filter(act="attendance.recorded").latest("number")
    assert (entry.before["presence"], entry.after["presence"]) == ("absent", "excused")


@pytest.mark.parametrize(
    ("on", "presence", "code"),
    [
        (MONDAYS[2], "present", "attendance.early"),
        (date(2026, 11, 3), "present", "occurrence.none"),
        (MONDAYS[1], "asleep", "attendance.presence"),
    ],
)
def test_what_cannot_have_been_is_refused(on, presence, code):
    with pytest.raises(Refused) as refused:
        record_attendance(a_series(), on, a_party("R-1"), presence, OWNER)
    assert [one.code for one in refused.value.problems] == [code]
    assert not Attendance.objects.exists()


def test_a_salesperson_records_only_the_own_area():
    series, party = a_series(), a_party("R-1", territory="Bali")
    sales = an_actor(Role.SALESPERSON, territories=frozenset({"Jawa Barat"}))
    with pytest.raises(NotFound):
        record_attendance(series, MONDAYS[1], party, "present", sales)
    with pytest.raises(NotPermitted):
        record_attendance(series, MONDAYS[1], party, "present", an_actor(Role.FINANCE))
    assert not Attendance.objects.exists()


def test_attendance_is_never_edited():
    series, party = a_series(), a_party("R-1")
    record_attendance(series, MONDAYS[1], party, "absent", OWNER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attendance.objects.update(presence="present")


def test_who_was_present_had_the_lesson_that_was_given_last_said():
    series, ani, budi = a_series(), a_party("R-1"), a_party("R-2")
    one, two = a_lesson(1), a_lesson(2)
    record_attendance(series, MONDAYS[0], ani, "present", OWNER)
    record_attendance(series, MONDAYS[0], budi, "absent", OWNER)
    teach_lesson(series, MONDAYS[0], one, OWNER)
    teach_lesson(series, MONDAYS[0], two, OWNER)
    had = lessons_had([ani.pk, budi.pk])
    assert dict(had[ani.pk]) == {two.pk: MONDAYS[0]}
    assert dict(had[budi.pk]) == {}
    assert next_lesson([one, two], had[ani.pk]) == one
    assert who_had(two) == {ani.pk}
    assert who_began() == {ani.pk}
    assert Taught.objects.count() == 2


def test_a_lesson_that_was_taken_back_was_had_by_nobody():
    series, ani, one = a_series(), a_party("R-1"), a_lesson()
    record_attendance(series, MONDAYS[0], ani, "present", OWNER)
    teach_lesson(series, MONDAYS[0], one, OWNER)
    teach_lesson(series, MONDAYS[0], None, OWNER)
    assert who_had(one) == set()


def test_two_series_on_one_day_are_not_taken_for_one_another():
    one, other = a_series(), a_series(title_id="Kelas")
    ani, lesson = a_party("R-1"), a_lesson()
    teach_lesson(other, MONDAYS[0], lesson, OWNER)
    record_attendance(one, MONDAYS[0], ani, "present", OWNER)
    assert dict(lessons_had([ani.pk])[ani.pk]) == {}
    assert who_had(lesson) == set()


def test_a_lesson_outside_the_calendar_is_noted_once():
    ani, lesson = a_party("R-1"), a_lesson()
    note_lesson(lesson, ani, NOON.date(), OWNER)
    with pytest.raises(Refused) as refused, transaction.atomic():
        note_lesson(lesson, ani, NOON.date(), OWNER)
    assert refused.value.problems[0].code == "lesson.had_already"
    with pytest.raises(Refused):
        note_lesson(lesson, a_party("R-2"), NOON.date() + timedelta(days=1), OWNER)
    assert LessonHad.objects.count() == 1


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (LessonDraft(1, " ", text_id="x"), "lesson.title"),
        (LessonDraft(1, "x" * 121, text_id="x"), "lesson.title"),
        (LessonDraft(0, "x", text_id="x"), "lesson.place"),
        (LessonDraft(1, "x"), "lesson.material"),
        (LessonDraft(1, "x", link="javascript:alert(1)"), "lesson.link"),
        (LessonDraft(1, "x", text_id="x" * 4_001), "lesson.too_long"),
        (LessonDraft(1, "x", text_id="a\0b"), "lesson.too_long"),
    ],
)
def test_a_lesson_that_makes_no_sense_is_refused(draft, code):
    with pytest.raises(Refused) as refused:
        add_lesson(draft, OWNER)
    assert [one.code for one in refused.value.problems] == [code]
    assert not Lesson.objects.exists()


def test_of_two_who_change_a_lesson_one_is_told():
    lesson = a_lesson()
    change_lesson(lesson, LessonDraft(1, "Baru", text_id="x"), 1, OWNER)
    with pytest.raises(Conflict):
        change_lesson(lesson, LessonDraft(1, "Lain", text_id="x"), 1, OWNER)
    assert Lesson.objects.get().title_id == "Baru"
