"""Rules of recurrence: what is accepted, which days they give, and that they always end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from django.utils.translation import override
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from setia.coaching.build_rule import Chosen, Pattern, chosen_of, rule_of
from setia.coaching.dates_of_rule import dates_of_rule, first_date_of
from setia.coaching.rule import DAYS, NoRule, Rule, read_rule
from setia.coaching.rule_words import rule_words

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def days(text: str, first: date, between=YEAR) -> list[str]:
    return [one.isoformat() for one in dates_of_rule(read_rule(text), first, between)]


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        (
            "FREQ=MONTHLY;BYMONTHDAY=31",
            date(2026, 1, 1),
            ["01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31"],
        ),
        (
            "FREQ=MONTHLY",
            date(2026, 7, 31),
            ["07-31", "08-31", "10-31", "12-31"],
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SA",
            date(2026, 1, 1),
            ["01-31", "04-25", "07-25", "10-31"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1;BYMONTH=2,4",
            date(2026, 1, 1),
            ["02-28", "04-30"],
        ),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=3SA", date(2020, 1, 1), ["01-17"]),
        ("FREQ=WEEKLY;INTERVAL=20", date(2026, 1, 1), ["01-01", "05-21", "10-08"]),
        (
            "FREQ=MONTHLY;INTERVAL=6;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            date(2025, 12, 1),
            ["06-30", "12-31"],
        ),
        ("FREQ=DAILY;INTERVAL=120", date(2025, 12, 31), ["04-30", "08-28", "12-26"]),
    ],
)
def test_a_rule_gives_the_days_worked_out_by_hand(text, first, expected):
    assert days(text, first) == [f"2026-{one}" for one in expected]


def test_a_leap_day_comes_when_there_is_one():
    rule = read_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert first_date_of(rule, date(2026, 1, 1)) == date(2028, 2, 29)
    assert dates_of_rule(rule, date(2026, 1, 1), YEAR) == []


def test_every_two_weeks_counts_from_the_week_of_the_first_day():
    # 4 November 2026 is a Wednesday: its own Monday is over, the next in step is the 16th.
    assert days("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", date(2026, 11, 4))[:2] == [
        "2026-11-16",
        "2026-11-30",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_a_day_that_never_comes_is_found_out_at_once(text):
    # Two-yearly from an odd year meets no leap year.
    assert first_date_of(read_rule(text), date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "series.rule_unreadable"),
        ("every monday", "series.rule_unreadable"),
        ("FREQ=WEEKLY;FREQ=DAILY", "series.rule_unreadable"),
        ("FREQ=SECONDLY", "series.rule_too_fine"),
        ("freq=minutely", "series.rule_too_fine"),
        ("FREQ=HOURLY;INTERVAL=9", "series.rule_too_fine"),
        ("BYDAY=MO", "series.rule_frequency"),
        ("FREQ=DAILY;COUNT=3", "series.rule_has_end"),
        ("FREQ=DAILY;UNTIL=20270101", "series.rule_has_end"),
        ("FREQ=DAILY;INTERVAL=0", "series.rule_interval"),
        ("FREQ=DAILY;INTERVAL=367", "series.rule_interval"),
        ("FREQ=DAILY;INTERVAL=٣", "series.rule_interval"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "series.rule_steps_over"),
        ("FREQ=WEEKLY;INTERVAL=2;BYMONTH=2", "series.rule_steps_over"),
        ("FREQ=WEEKLY;BYDAY=1MO", "series.rule_day"),
        ("FREQ=MONTHLY;BYDAY=0MO", "series.rule_day"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "series.rule_number"),
        ("FREQ=MONTHLY;BYMONTHDAY=٣", "series.rule_number"),
        ("FREQ=YEARLY;BYMONTH=-1", "series.rule_number"),
        ("FREQ=YEARLY;BYWEEKNO=20", "series.rule_part"),
        ("FREQ=YEARLY;BYEASTER=1", "series.rule_part"),
        ("FREQ=DAILY;BYSECOND=1", "series.rule_part"),
        ("FREQ=MONTHLY;BYSETPOS=1", "series.rule_part"),
    ],
)
def test_what_a_calendar_of_days_does_not_follow_is_refused(text, code):
    with pytest.raises(NoRule) as refused:
        read_rule(text)
    assert refused.value.problem.code == code


def numbers(most: int, *, backwards: bool = True):
    some = st.integers(-most if backwards else 1, most).filter(bool)
    return st.lists(some, min_size=1, max_size=3, unique=True)


@st.composite
def rule_texts(draw) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 60))}")
    if draw(st.booleans()):
        nth = st.sampled_from(["", "1", "2", "-1", "5"])
        one = st.tuples(nth, st.sampled_from(DAYS)).map("".join)
        named = draw(st.lists(one, min_size=1, max_size=3, unique=True))
        parts.append(f"BYDAY={','.join(named)}")
    more = {
        "BYMONTHDAY": numbers(31),
        "BYMONTH": numbers(12, backwards=False),
        "BYSETPOS": numbers(5),
        "BYYEARDAY": numbers(366),
        "BYWEEKNO": numbers(53),
    }
    for name in draw(st.lists(st.sampled_from(sorted(more)), max_size=2, unique=True)):
        values = ",".join(str(one) for one in draw(more[name]))
        parts += [f"{name}={values}"]
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(DAYS))}")
    return ";".join(parts)


def accepted(text: str) -> Rule:
    try:
        return read_rule(text)
    except NoRule:
        assume(False)
        raise


FIRST_DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(rule_texts(), FIRST_DAYS, st.integers(0, 3_000))
@settings(max_examples=60, deadline=None)
def test_any_accepted_rule_gives_few_days_in_a_window_and_soon(text, first, later):
    rule = accepted(text)
    start = first + timedelta(days=later)
    found = dates_of_rule(rule, first, (start, start + timedelta(days=365)))
    assert len(found) <= 366
    assert found == sorted(set(found))
    assert all(max(first, start) <= one <= start + timedelta(days=365) for one in found)


@given(rule_texts(), FIRST_DAYS)
@settings(max_examples=50, deadline=None)
def test_the_days_are_those_of_the_plain_generator(text, first):
    rule = accepted(text)
    end = first + timedelta(days=800)
    found = dates_of_rule(rule, first, (first, end))
    assume(found)
    # Where days were found, the plain generator meets its end at the last of them.
    plain = rrulestr(rule.text(), dtstart=datetime.combine(first, time.min))
    last = datetime.combine(found[-1], time.min)
    expected = []
    for one in plain:
        expected.append(one.date())
        if one >= last:
            break
    assert found == expected


@given(rule_texts())
@settings(max_examples=50, deadline=None)
def test_a_rule_read_and_written_is_the_same_rule(text):
    rule = accepted(text)
    assert read_rule(rule.text()) == rule


def test_a_window_longer_than_any_page_needs_is_refused():
    with pytest.raises(ValueError, match="2000"):
        dates_of_rule(Rule("DAILY"), date(2000, 1, 1), (date(2000, 1, 1), date(2020, 1, 1)))


@pytest.mark.parametrize(
    ("chosen", "text", "words"),
    [
        (Chosen(Pattern.DAILY), "FREQ=DAILY", "every day"),
        (
            Chosen(Pattern.WEEKLY, weekdays=(3, 0)),
            "FREQ=WEEKLY;BYDAY=MO,TH",
            "every week on Monday, Thursday",
        ),
        (
            Chosen(Pattern.WEEKLY, every=2, weekdays=(5,)),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
            "every 2 weeks on Saturday",
        ),
        (
            Chosen(Pattern.MONTHLY_WEEKDAY, nth=-1, weekday=5),
            "FREQ=MONTHLY;BYDAY=-1SA",
            "on the last Saturday of every month",
        ),
        (
            Chosen(Pattern.MONTHLY_DAY, day=5),
            "FREQ=MONTHLY;BYMONTHDAY=5",
            "on day 5 of every month",
        ),
        (
            Chosen(Pattern.QUARTERLY, nth=1, weekday=6),
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=1SU",
            "on the first Sunday every three months",
        ),
        (
            Chosen(Pattern.YEARLY, nth=3, weekday=5, month=1),
            "FREQ=YEARLY;BYDAY=3SA;BYMONTH=1",
            "every year on the third Saturday of January",
        ),
    ],
)
def test_choices_become_a_rule_and_words_and_come_back(chosen, text, words):
    assert rule_of(chosen) == text
    assert rule_of(chosen_of(text)) == text
    assert chosen_of(text).pattern == chosen.pattern
    with override("en"):
        assert rule_words(text) == words


def test_a_rule_without_plain_words_is_told_as_it_is():
    text = "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"
    assert chosen_of(text).pattern == Pattern.RULE
    assert rule_words(text) == text
