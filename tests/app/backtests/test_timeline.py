"""The time around a program, cut into pieces."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from setia.backtests.timeline import BY_MONTH, BY_WEEK, Known, pace_for, timeline
from setia.backtests.windows import ended_windows
from setia_engine.plan.read import read_plan_text
from setia_engine.values.window import Window

KNOWN = Known(date(2024, 1, 1), date(2026, 5, 31))


def spans_of(pieces) -> dict[str, int]:
    names = [piece.span for piece in pieces]
    return {name: names.count(name) for name in dict.fromkeys(names)}


def test_a_month_is_looked_at_by_weeks_and_a_year_by_months() -> None:
    assert pace_for(date(2026, 3, 1), date(2026, 3, 31)) == BY_WEEK
    assert pace_for(date(2025, 1, 1), date(2025, 12, 31)) == BY_MONTH


def test_a_year_before_is_compared_with_and_the_weeks_just_before_are_apart() -> None:
    pieces = timeline(date(2026, 3, 2), date(2026, 3, 29), KNOWN, BY_WEEK, match=False)
    assert spans_of(pieces) == {"before": 52, "near": 2, "during": 4, "after": 8}
    assert pieces[52].start == date(2026, 2, 16)
    for one, other in pairwise(pieces):
        assert (other.start - one.end).days == 1


def test_the_time_that_mates_are_chosen_by_is_not_the_time_compared_with() -> None:
    pieces = timeline(date(2026, 3, 2), date(2026, 3, 29), KNOWN, BY_WEEK, match=True)
    assert spans_of(pieces)["match"] == 52
    assert spans_of(pieces)["before"] == 52


def test_a_short_past_is_halved_between_mates_and_comparison() -> None:
    short = Known(date(2025, 11, 1), date(2026, 5, 31))
    pieces = timeline(date(2026, 3, 2), date(2026, 3, 29), short, BY_WEEK, match=True)
    assert spans_of(pieces)["match"] == 7
    assert spans_of(pieces)["before"] == 8


def test_a_rest_of_a_day_or_two_goes_to_the_week_before_it() -> None:
    pieces = timeline(date(2026, 3, 1), date(2026, 3, 31), KNOWN, BY_WEEK, match=False)
    during = [piece.days for piece in pieces if piece.span == "during"]
    assert during == [7, 7, 7, 10]


def test_months_begin_on_the_same_day_of_the_month() -> None:
    pieces = timeline(date(2025, 1, 1), date(2025, 12, 31), KNOWN, BY_MONTH, match=False)
    assert {piece.start.day for piece in pieces} == {1}
    # There are eleven months from January 2024 to the one just before, December 2024.
    assert spans_of(pieces) == {"before": 11, "near": 1, "during": 12, "after": 2}


def test_nothing_is_looked_at_that_is_not_known_yet() -> None:
    early = Known(date(2024, 1, 1), date(2026, 4, 5))
    pieces = timeline(date(2026, 3, 2), date(2026, 3, 29), early, BY_WEEK, match=False)
    assert spans_of(pieces)["after"] == 1
    assert pieces[-1].end == date(2026, 4, 5)


def plan_of(period: str):
    text = f"setia: 1\nid: p\nperiod: {{{period}}}\nreward: {{rate: 1%}}\n"
    (plan,) = read_plan_text(text, "p.yaml")
    return plan


def test_windows_that_are_over_are_offered_latest_first() -> None:
    plan = plan_of("from: 2026-01-15, every: month")
    assert ended_windows([plan], date(2026, 4, 1)) == [
        Window(date(2026, 3, 1), date(2026, 3, 31)),
        Window(date(2026, 2, 1), date(2026, 2, 28)),
        Window(date(2026, 1, 15), date(2026, 1, 31)),
    ]


def test_a_window_that_runs_is_not_offered() -> None:
    plan = plan_of("from: 2026-01-01, to: 2026-06-30")
    assert ended_windows([plan], date(2026, 6, 30)) == []
    assert ended_windows([plan], date(2026, 7, 1)) == [
        Window(date(2026, 1, 1), date(2026, 6, 30))
    ]


def test_a_program_by_the_day_is_offered_as_a_whole() -> None:
    plan = plan_of("from: 2026-01-01, every: day")
    assert ended_windows([plan], date(2026, 3, 1)) == [
        Window(date(2026, 1, 1), date(2026, 2, 28))
    ]
