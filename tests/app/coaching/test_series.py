"""Series: what takes place when, what a change leaves alone, and single dates that differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from builders import NOON, a_party, an_actor
from coaching.series import DRAFT, MONDAYS, NOVEMBER, a_series, fresh
from django.db import DatabaseError, transaction

from setia.coaching.change_occurrence import Change, change_occurrence
from setia.coaching.default_week import missing_kinds, set_default_week
from setia.coaching.keep_series import add_series, end_series, revise_series
from setia.coaching.models import (
    Series,
    SeriesException,
    SeriesKind,
    SeriesRevision,
)
from setia.coaching.occurrences import occurrence_on, occurrences
from setia.coaching.seen_series import seen_series, series_for
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def days(series, between=NOVEMBER, **rest) -> list[date]:
    return [one.day for one in occurrences([fresh(series)], between, **rest)]


def test_a_weekly_series_is_on_every_monday_at_its_hour():
    series = a_series()
    assert days(series) == MONDAYS
    first = occurrences([series], NOVEMBER)[0]
    assert first.starts_at == datetime(2026, 11, 2, 1, tzinfo=UTC)
    assert first.ends_at == datetime(2026, 11, 2, 1, 30, tzinfo=UTC)


def test_the_hour_on_the_wall_stays_when_the_clocks_are_set():
    series = a_series(time_zone="Europe/Berlin", rule="FREQ=DAILY", starts=time(8))
    found = occurrences([series], (date(2027, 3, 27), date(2027, 3, 28)))
    assert [one.starts_at.astimezone(UTC).hour for one in found] == [7, 6]


def test_an_hour_that_the_clocks_step_over_does_not_take_place():
    # In Berlin 28 March 2027 has no half past two.
    series = a_series(time_zone="Europe/Berlin", rule="FREQ=DAILY", starts=time(2, 30))
    between = (date(2027, 3, 27), date(2027, 3, 29))
    assert days(series, between) == [date(2027, 3, 27), date(2027, 3, 29)]


def test_a_change_counts_from_its_day_and_leaves_what_was():
    series = a_series()
    draft = replace(DRAFT, rule="FREQ=WEEKLY;BYDAY=TU", from_date=date(2026, 11, 11))
    revise_series(series, draft, "Senin terlalu sibuk", 1, an_actor())
    assert days(series) == [date(2026, 11, day) for day in (2, 9, 17, 24)]
    entry = TrailEntry.objects.get(act="series.revised")
    assert (entry.before["rule"], entry.after["rule"]) == (
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=TU",
    )


def test_what_was_cannot_be_changed_afterwards():
    series = a_series()
    with pytest.raises(Refused) as refused:
        revise_series(
            series, replace(DRAFT, from_date=date(2026, 11, 9)), "x", 1, an_actor()
        )
    assert [one.code for one in refused.value.problems] == ["series.past"]
    assert SeriesRevision.objects.count() == 1


def test_of_two_who_change_it_one_is_told():
    series = a_series()
    draft = replace(DRAFT, from_date=date(2026, 11, 11))
    revise_series(series, draft, "pertama", 1, an_actor())
    with pytest.raises(Conflict):
        revise_series(series, draft, "kedua", 1, an_actor())
    assert SeriesRevision.objects.count() == 2


def test_an_ended_series_has_no_date_after_today_and_may_begin_again():
    series = a_series()
    end_series(series, "Cukup", 1, an_actor())
    assert days(series) == MONDAYS[:2]
    with pytest.raises(Conflict):
        end_series(series, "Lagi", 2, an_actor())
    draft = replace(DRAFT, from_date=date(2026, 11, 20))
    revise_series(series, draft, "Mulai lagi", 2, an_actor())
    assert days(series) == [*MONDAYS[:2], *MONDAYS[3:]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rule": "FREQ=SECONDLY"}, "series.rule_too_fine"),
        ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, "series.rule_never"),
        ({"rule": "x" * 5_000}, "series.rule_unreadable"),
        ({"time_zone": "Asia/Nowhere"}, "series.zone"),
        ({"minutes": 4}, "series.minutes"),
        ({"title_id": " "}, "series.title"),
        ({"title_id": "x" * 121}, "series.too_long"),
        ({"place": "a\0b"}, "series.too_long"),
        ({"kind": "party"}, "series.kind"),
        ({"role": "king"}, "series.role"),
        ({"until_date": date(2026, 11, 1)}, "series.days"),
        ({"from_date": date(1999, 12, 31)}, "series.early"),
        (
            {"until_date": date(2026, 11, 2), "rule": "FREQ=WEEKLY;BYDAY=TU"},
            "series.rule_never",
        ),
    ],
)
def test_a_series_that_makes_no_sense_is_refused(change, code):
    with pytest.raises(Refused) as refused:
        add_series(replace(DRAFT, **change), an_actor())
    assert [one.code for one in refused.value.problems] == [code]
    assert not Series.objects.exists()


def test_who_may_not_write_the_calendar_changes_nothing():
    sales = an_actor(Role.SALESPERSON)
    with pytest.raises(NotPermitted):
        add_series(DRAFT, sales)
    series = a_series()
    change = Change("dropped", "libur")
    with pytest.raises(NotPermitted):
        change_occurrence(series, MONDAYS[0], change, sales)
    assert days(series) == MONDAYS


def test_a_date_that_is_dropped_is_gone_and_still_told():
    series = a_series()
    change_occurrence(series, MONDAYS[2], Change("dropped", "Libur"), an_actor())
    assert days(series) == [*MONDAYS[:2], *MONDAYS[3:]]
    assert days(series, with_dropped=True) == MONDAYS


def test_a_date_that_is_moved_is_where_it_was_moved_to():
    series = a_series()
    to = Change("moved", "Libur", date(2026, 11, 17), time(9, 15))
    change_occurrence(series, MONDAYS[2], to, an_actor())
    assert days(series) == [*MONDAYS[:2], date(2026, 11, 17), *MONDAYS[3:]]
    found = occurrence_on(fresh(series), MONDAYS[2])
    assert found is not None
    assert (found.on, found.starts_at.hour, found.moved) == (MONDAYS[2], 9, True)


def test_a_date_moved_into_a_window_from_outside_is_found_there():
    series = a_series()
    to = Change("moved", "Libur", date(2026, 12, 2), time(8))
    change_occurrence(series, MONDAYS[4], to, an_actor())
    between = (date(2026, 12, 1), date(2026, 12, 6))
    assert days(series, between) == [date(2026, 12, 2)]
    assert days(series) == MONDAYS[:4]


def test_a_date_that_is_put_back_is_as_the_rule_says():
    series = a_series()
    change_occurrence(series, MONDAYS[2], Change("dropped", "Libur"), an_actor())
    change_occurrence(fresh(series), MONDAYS[2], Change("restored", "Jadi"), an_actor())
    assert days(series) == MONDAYS


@pytest.mark.parametrize(
    ("on", "change", "code"),
    [
        (date(2026, 11, 3), Change("dropped", "x"), "occurrence.none"),
        (MONDAYS[2], Change("dropped", " "), "occurrence.reason"),
        (MONDAYS[2], Change("moved", "x"), "occurrence.day"),
        (MONDAYS[2], Change("restored", "x"), "occurrence.as_before"),
        (MONDAYS[2], Change("moved", "x", MONDAYS[2], time(8)), "occurrence.as_before"),
        (MONDAYS[2], Change("burnt", "x"), "occurrence.as_before"),
    ],
)
def test_a_change_of_one_date_that_makes_no_sense_is_refused(on, change, code):
    series = a_series()
    with pytest.raises(Refused) as refused:
        change_occurrence(series, on, change, an_actor())
    assert code in [one.code for one in refused.value.problems]
    assert not SeriesException.objects.exists()


def test_revisions_are_never_edited():
    series = a_series()
    with pytest.raises(DatabaseError), transaction.atomic():
        SeriesRevision.objects.filter(series=series).update(minutes=90)


def test_the_default_week_has_the_days_of_the_mission_and_is_put_in_once():
    first = date(2026, 11, 9)
    made = set_default_week(first, an_actor())
    assert len(made) == 11
    seen = seen_series(an_actor())
    week = occurrences(seen, (first, date(2026, 11, 15)))
    assert [(one.day.isoweekday(), one.revision.kind) for one in week] == [
        (1, SeriesKind.TARGETS),
        (2, SeriesKind.CONTEST),
        (2, SeriesKind.LIVE),
        (3, SeriesKind.TESTIMONIALS),
        (4, SeriesKind.SHARING),
        (4, SeriesKind.LESSON),
        (5, SeriesKind.CHARITY),
        (6, SeriesKind.EVALUATION),
        (7, SeriesKind.GREETING),
    ]
    assert missing_kinds() == frozenset()
    assert set_default_week(first, an_actor()) == []


def test_a_partner_sees_what_is_for_it_and_a_salesperson_what_is_for_the_area():
    all_, bali = a_series(role=""), a_series(territory="Bali")
    party = a_party("R-1", territory="Jawa Barat")
    assert series_for(party) == [all_]
    sales = an_actor(Role.SALESPERSON, territories=frozenset({"Jawa Barat"}))
    assert seen_series(sales) == [all_]
    assert seen_series(an_actor()) == [all_, bali]
