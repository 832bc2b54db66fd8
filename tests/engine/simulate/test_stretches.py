"""Which days of history stand for a plan's days."""

from __future__ import annotations

from datetime import date

import pytest

from setia_engine.plan.period import Period
from setia_engine.simulate.stretch import months_earlier, moved, shifted, stretch_of

LONG = ("2023-01-01", "2026-10-31")
SHORT = ("2026-05-01", "2026-10-31")


def period(start, end=None, every=None):
    parts = {"from": start, "to": end, "every": every}
    return Period.model_validate({key: one for key, one in parts.items() if one})


def found(plan, history):
    return stretch_of(plan, *(date.fromisoformat(day) for day in history))


@pytest.mark.parametrize(
    ("plan", "history", "start", "end", "windows"),
    [
        # a season stays its season while history allows it
        (period("2026-11-01", "2026-11-30"), LONG, "2025-11-01", "2025-11-30", 1),
        (period("2026-11-01", "2026-11-14"), LONG, "2025-11-01", "2025-11-14", 1),
        (
            period("2027-01-01", "2027-12-31", "quarter"),
            LONG,
            "2025-01-01",
            "2025-12-31",
            4,
        ),
        (period("2028-02-01", "2028-02-29", "month"), LONG, "2026-02-01", "2026-02-28", 1),
        # days that lie in history stand for themselves
        (period("2026-03-01", "2026-03-31"), LONG, "2026-03-01", "2026-03-31", 1),
        # with less than a year of history the latest windows of the same sort
        (period("2026-11-01", "2026-11-30", "month"), SHORT, "2026-10-01", "2026-10-31", 1),
        (period("2026-11-01", "2026-11-30"), SHORT, "2026-10-01", "2026-10-31", 1),
        (
            period("2026-10-01", "2026-12-31", "quarter"),
            SHORT,
            "2026-07-01",
            "2026-09-30",
            1,
        ),
        # a part of a month by weeks: Sunday 1 November becomes Sunday 18 October
        (period("2026-11-01", "2026-11-14"), SHORT, "2026-10-18", "2026-10-31", 1),
        # weeks by 52 weeks
        (period("2026-11-02", "2026-11-15", "week"), LONG, "2025-11-03", "2025-11-16", 2),
        # longer than history: its first windows stand for all
        (period("2026-11-01", "2027-10-31", "month"), SHORT, "2026-05-01", "2026-10-31", 6),
    ],
)
def test_the_stretch_that_stands_for_a_plan(plan, history, start, end, windows):
    stretch = found(plan, history)
    told = (stretch.start.isoformat(), stretch.end.isoformat(), stretch.windows)
    assert told == (start, end, windows)


def test_six_quiet_days_at_an_end_still_belong_to_history():
    plan = period("2026-11-01", "2026-11-30", "month")
    assert found(plan, ("2026-10-07", "2026-10-25")).start == date(2026, 10, 1)
    assert found(plan, ("2026-10-08", "2026-10-25")) is None


def test_a_plan_of_one_window_longer_than_history_has_no_stretch():
    assert found(period("2027-01-01", "2027-12-31", "year"), SHORT) is None


def test_a_plan_without_an_end_is_looked_at_over_twelve_months():
    stretch = found(period("2026-11-01", None, "month"), LONG)
    assert (stretch.start, stretch.end) == (date(2025, 11, 1), date(2026, 10, 31))
    assert (stretch.windows, stretch.of_windows, stretch.is_whole) == (12, None, False)


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        (("2026-01-01", None, "month"), "2025-01-01", None),
        # one that begins on the same day is neither cut nor stretched
        (("2026-11-01", None), "2025-11-01", None),
        (("2026-11-01", "2027-10-31"), "2025-11-01", "2026-10-31"),
        (("2026-11-01", "2026-11-07"), "2025-11-01", "2025-11-07"),
    ],
)
def test_a_plan_beside_moves_as_far_and_keeps_its_own_days(days, start, end):
    beside = shifted(period(*days), found(period("2026-11-01", "2026-11-30"), LONG))
    told = beside.end and beside.end.isoformat()
    assert (beside.start.isoformat(), told) == (start, end)


def test_the_plan_itself_is_cut_to_the_windows_that_history_has():
    plan = period("2026-11-01", "2027-10-31", "month")
    there = moved(plan, found(plan, SHORT))
    assert (there.start, there.end) == (date(2026, 5, 1), date(2026, 10, 31))


def test_the_day_of_history_leads_back_to_the_day_of_the_plan():
    stretch = found(period("2026-11-01", "2026-11-30"), LONG)
    assert stretch.back.forth(date(2025, 11, 30)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-30", 1, "2026-10-31"),
        ("2026-12-31", 1, "2026-11-30"),
        ("2026-12-15", 1, "2026-11-15"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2025-12-31", -2, "2026-02-28"),
        ("2026-01-30", 11, "2025-02-28"),
    ],
)
def test_months_earlier_keep_month_ends(day, months, before):
    assert months_earlier(date.fromisoformat(day), months).isoformat() == before
