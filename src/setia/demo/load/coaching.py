"""What the generated business coaches: its week, lessons, who was there, targets of weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Count

from setia.coaching.change_occurrence import Change, change_occurrence
from setia.coaching.default_week import set_default_week
from setia.coaching.evaluate_week import evaluate_week
from setia.coaching.keep_lesson import LessonDraft, add_lesson
from setia.coaching.keep_series import revise_series
from setia.coaching.models import Lesson, Series, SeriesKind, WeeklyTarget
from setia.coaching.occurrences import Occurrence, occurrences
from setia.coaching.record_attendance import record_attendance, teach_lesson
from setia.coaching.series_draft import draft_of
from setia.coaching.set_target import accept_suggestions, tell_target
from setia.coaching.week_revenue import SATURDAY, WEEK, this_week
from setia.core.actor import Actor
from setia.core.clock import as_if_at, now
from setia.core.days import end_of, start_of
from setia.core.models import User
from setia.demo.load.sign_in import actor_named
from setia.people.models import Party

LESSONS = (
    (
        "Mengenal produk kita",
        "Knowing our products",
        "Manfaat, kandungan, dan kekurangannya.",
    ),
    (
        "Cerita, bukan hafalan",
        "Stories, not scripts",
        "Ceritakan satu pelanggan yang puas.",
    ),
    ("Foto produk dengan ponsel", "Product photos by phone", "Cahaya pagi, latar polos."),
    (
        "Menjawab keberatan harga",
        "When the price is a worry",
        "Dengarkan dahulu, baru jawab.",
    ),
    (
        "Merawat pelanggan lama",
        "Caring for regulars",
        "Sapa tiga pelanggan lama setiap hari.",
    ),
    ("Mencatat stok dan laba", "Stock and profit", "Catat setiap hari, lima menit saja."),
)
CLASS = 14
"""So many come to a lesson, and are spoken with about their targets."""
PAST_WEEKS = 8
LINK = "https://example.org/kelas-kanal"


def fill_coaching() -> None:
    """Let the calendar, lessons and targets have something in them."""
    if Series.objects.exists():
        return
    by = actor_named("bayu")
    monday = this_week()
    with as_if_at(start_of(monday - WEEK * PAST_WEEKS)):
        set_default_week(monday - WEEK * PAST_WEEKS, by)
        _name_leader(by)
        for place, (title, english, text) in enumerate(LESSONS, 1):
            add_lesson(LessonDraft(place, title, english, "", text), by)
    people = _sellers()
    _teach(people, by)
    _move_one(monday, by)
    for back in (3, 2, 1):
        _past_targets(people, monday - WEEK * back, by)
    _set(people, monday, by)


def _name_leader(by: Actor) -> None:
    """Let the lessons have a teacher and a link."""
    series = _of(SeriesKind.LESSON)
    leader = User.objects.get(username="bayu")
    draft = replace(draft_of(series.current), leader=leader, place=LINK)
    revise_series(series, draft, "Bayu mengajar, lewat tautan.", 1, by)


def _teach(people: list[Party], by: Actor) -> None:
    """Give the first lessons to a class in which not everybody is always there."""
    series, last = _of(SeriesKind.LESSON), now().date() - timedelta(days=1)
    past = occurrences([series], (last - WEEK * 5, last))
    for number, (one, lesson) in enumerate(zip(past, Lesson.objects.all(), strict=False)):
        with as_if_at(one.ends_at):
            teach_lesson(series, one.on, lesson, by)
            _attend(one, number, people[: CLASS + 1], by)


def _attend(one: Occurrence, number: int, people: list[Party], by: Actor) -> None:
    for seat, party in enumerate(people):
        odd = (seat * 7 + number * 3) % 11
        presence = "absent" if odd == 0 else "excused" if odd == 1 else "present"
        record_attendance(one.series, one.on, party, presence, by)


def _move_one(monday: date, by: Actor) -> None:
    """Let one date of next week be elsewhere than the rule says."""
    series = _of(SeriesKind.LIVE)
    coming = occurrences([series], (monday + WEEK, monday + WEEK * 2))
    one = coming[0]
    change = Change(
        "moved",
        "Studio dipakai Selasa malam.",
        one.day + timedelta(days=1),
        one.revision.starts,
    )
    change_occurrence(series, one.on, change, by)


def _past_targets(people: list[Party], week: date, by: Actor) -> None:
    """Let a week that is over have been accepted on Monday and evaluated on Saturday."""
    with as_if_at(start_of(week) + timedelta(hours=8)):
        _set(people, week, by)
    with as_if_at(end_of(week + SATURDAY) - timedelta(hours=8)):
        evaluate_week(week, by)


def _set(people: list[Party], week: date, by: Actor) -> None:
    accept_suggestions(people, week, by)
    some = WeeklyTarget.objects.filter(week=week, party__in=people[: CLASS + 1])
    for target in some.select_related("party").order_by("pk"):
        tell_target(target, by)


def _sellers() -> list[Party]:
    """Name those whose manager has already begun: the partner, and who sells most often."""
    since = start_of(this_week() - WEEK * PAST_WEEKS)
    mine = User.objects.filter(username="mitra").values("party_id")
    rows = Party.objects.standing().filter(role="reseller").exclude(pk__in=mine)
    sold = rows.filter(sold__sold_at__gte=since).annotate(orders=Count("sold"))
    often = sold.order_by("-orders", "pk")[: CLASS * 12]
    return [*Party.objects.filter(pk__in=mine), *often]


def _of(kind: str) -> Series:
    rows = Series.objects.with_records()
    return next(one for one in rows if one.current.kind == kind)
