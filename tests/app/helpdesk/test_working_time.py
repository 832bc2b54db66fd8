"""A promised time runs only while somebody is there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from desks import at
from hypothesis import given
from hypothesis import strategies as st

from setia.helpdesk.working_time import (
    Calendar,
    Pace,
    Span,
    due_moment,
    is_running,
    warning_moment,
)

WEEKDAYS = tuple(Span(day, 8 * 60, 17 * 60) for day in range(5))
SATURDAY = Span(5, 8 * 60, 12 * 60)
OFFICE = Calendar("Asia/Jakarta", (*WEEKDAYS, SATURDAY))
NIGHTS = Calendar(
    "Asia/Jakarta",
    (*WEEKDAYS, *(Span(day, 17 * 60, 21 * 60, night=True) for day in range(5))),
)
# 10 November 2026 is a Tuesday.
CASES = {
    "within the day": ("2026-11-10 09:00", Pace(120), "2026-11-10 11:00"),
    "until the very end of the day": ("2026-11-10 15:00", Pace(120), "2026-11-10 17:00"),
    "over the night": ("2026-11-10 16:30", Pace(60), "2026-11-11 08:30"),
    "written at night": ("2026-11-10 23:00", Pace(60), "2026-11-11 09:00"),
    "written before opening": ("2026-11-10 05:00", Pace(60), "2026-11-10 09:00"),
    "written as it closes": ("2026-11-10 17:00", Pace(60), "2026-11-11 09:00"),
    "over Saturday noon and Sunday": ("2026-11-14 11:30", Pace(90), "2026-11-16 09:00"),
    "longer than a day": ("2026-11-10 08:00", Pace(600), "2026-11-11 09:00"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_an_answer_is_due_after_so_much_time_of_the_office(case):
    asked, pace, due = case
    assert due_moment(at(asked), pace, OFFICE) == at(due)


def test_a_holiday_is_no_time_of_the_office():
    off = Calendar(OFFICE.zone, OFFICE.spans, frozenset({date(2026, 11, 11)}))
    assert due_moment(at("2026-11-10 16:30"), Pace(60), off) == at("2026-11-12 08:30")


def test_day_and_night_have_their_own_pace():
    """Half of an hour runs out by day, the other half of it in half of four hours by night."""
    pace = Pace(day=60, night=240)
    assert due_moment(at("2026-11-10 16:30"), pace, NIGHTS) == at("2026-11-10 19:00")
    assert due_moment(at("2026-11-10 18:00"), pace, NIGHTS) == at("2026-11-11 08:15")


def test_night_duty_is_nothing_to_whom_nights_are_not_promised():
    assert due_moment(at("2026-11-10 16:30"), Pace(60), NIGHTS) == at("2026-11-11 08:30")


def test_the_warning_comes_when_three_quarters_are_gone():
    assert warning_moment(at("2026-11-10 16:30"), Pace(60), OFFICE) == at(
        "2026-11-11 08:15"
    )


def test_where_nobody_is_ever_there_nothing_is_due():
    assert (
        due_moment(at("2026-11-10 09:00"), Pace(60), Calendar("Asia/Jakarta", ())) is None
    )


def test_an_hour_that_a_clock_shows_twice_counts_once():
    """In Berlin 02.00–03.00 comes twice on 25 October 2026: from 1.30 to 3.00 are 150 minutes."""
    sunday = Calendar("Europe/Berlin", (Span(6, 60, 180), Span(0, 0, 1_440)))
    asked = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert due_moment(asked, Pace(150), sunday) == datetime(2026, 10, 25, 2, tzinfo=UTC)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
DAYS = st.sampled_from([date(2026, 1, 1) + timedelta(days=n) for n in range(360)])


@st.composite
def calendars(draw):
    spans = []
    for weekday in (0, 1, 3, 4, 5, 6):
        edges = sorted(draw(st.sets(st.integers(0, 1_440), max_size=4)))
        pairs = zip(edges[::2], edges[1::2], strict=False)
        spans += [Span(weekday, a, b, draw(st.booleans())) for a, b in pairs]
    spans.append(Span(2, 540, 600))
    zone = draw(st.sampled_from(["Asia/Jakarta", "Europe/Berlin", "Asia/Kolkata"]))
    return Calendar(zone, tuple(spans), frozenset(draw(st.sets(DAYS, max_size=5))))


PACES = st.builds(Pace, st.integers(1, 900), st.none() | st.integers(1, 900))


@given(MOMENTS, PACES, calendars())
def test_no_answer_falls_due_while_nobody_is_there(asked, pace, calendar):
    due = due_moment(asked, pace, calendar)
    assert due is not None
    assert due > asked
    assert is_running(due, pace, calendar)


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=4)), PACES, calendars())
def test_who_writes_earlier_is_never_promised_a_later_moment(asked, later, pace, calendar):
    first, second = (due_moment(one, pace, calendar) for one in (asked, asked + later))
    assert first is not None
    assert second is not None
    assert first <= second


@given(MOMENTS, PACES, calendars())
def test_the_warning_never_comes_after_the_moment_itself(asked, pace, calendar):
    warned, due = (reach(asked, pace, calendar) for reach in (warning_moment, due_moment))
    assert asked < warned <= due
