"""Targets: suggested from a reseller's own weeks, set on Monday, evaluated on Saturday."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from builders import NOON, a_line, a_party, a_product, an_actor, an_arrival
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from setia.coaching.evaluate_week import evaluate_last_week, evaluate_week
from setia.coaching.models import WeekEvaluation, WeeklyTarget
from setia.coaching.set_target import (
    Aim,
    accept_suggestions,
    set_target,
    tell_target,
)
from setia.coaching.streaks import streaks
from setia.coaching.suggest_target import (
    STEP_MINOR,
    histories,
    middle,
    suggested_target,
)
from setia.coaching.targets_of_week import own_target, targets_of_week
from setia.coaching.week_revenue import monday_of, week_revenue
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.people.models import Merge
from setia.sales.models import Reversal

pytestmark = pytest.mark.django_db
OWNER = an_actor()
WEEK = date(2026, 11, 9)
"""The Monday of the week of NOON, which is a Tuesday."""
RUPIAH = 100


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def goods():
    return a_product("A")


def sold(seller, goods, day: date, rupiah: int, **rest):
    moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    told = {"sold_at": moment, "recorded_at": moment} | rest
    name = f"INV/{seller.code}/{day}/{rupiah}"
    return a_line(name, seller, goods, amount_minor=rupiah * RUPIAH, **told)


THOUSAND = 1_000 * RUPIAH


@pytest.mark.parametrize(
    ("weeks", "target"),
    [
        # docs/algorithms/weekly-targets.md: Ani, Budi, Citra, Dewi, Eka, in thousands
        ([500, 420, 380, 460, 440, 400, 520, 480], 500),
        ([100, 0, 900, 0, 200, 150, 0, 120], 680),
        ([300, 300, 300, 300, 300, 300, 300, 300], 330),
        ([0, 0, 0, 0, 0, 0, 0, 70], None),
        ([250, 240, 255], 280),
        ([250, 240], None),
        ([0, 0, 0, 0], None),
        ([-50, 0, 0, 0], None),
    ],
)
def test_the_suggestion_is_the_one_worked_out_by_hand(weeks, target):
    expected = None if target is None else target * THOUSAND
    assert suggested_target([one * THOUSAND for one in weeks]) == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-(10**12), 10**12), min_size=3, max_size=12))
def test_any_suggestion_is_in_whole_steps_and_not_far_above_the_best_week(weeks):
    target = suggested_target(weeks)
    best = max(*weeks[:8], 0)
    if target is None:
        assert middle([max(one, 0) for one in weeks[:8]]) == 0
    else:
        assert target % STEP_MINOR == 0
        assert 0 < target < best * 11 // 10 + STEP_MINOR


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_the_middle_has_as_many_below_as_above(weeks):
    value = middle(weeks)
    below = sum(1 for one in weeks if one < value)
    above = sum(1 for one in weeks if one > value)
    assert below <= len(weeks) // 2
    assert above <= len(weeks) // 2


def test_a_week_is_counted_in_the_zone_of_the_business(goods):
    # 22:30 UTC on Sunday is half past five on Monday in Jakarta.
    ani = a_party("R-1")
    sold(ani, goods, WEEK, 70, sold_at=datetime(2026, 11, 8, 17, 30, tzinfo=UTC))
    sold(ani, goods, WEEK, 30, sold_at=datetime(2026, 11, 8, 16, 30, tzinfo=UTC))
    before = WEEK - timedelta(days=7)
    assert week_revenue([ani.pk], [WEEK, before]) == {ani.pk: [70 * RUPIAH, 30 * RUPIAH]}


def test_returns_and_reversals_are_deducted_and_merged_sellers_counted(goods):
    ani, old = a_party("R-1"), a_party("R-2")
    Merge.objects.create(gone=old, kept=ani, at=NOON, by="test")
    sold(ani, goods, WEEK, 100)
    sold(ani, goods, WEEK, -40, returns_order_id="INV/0")
    wrong = sold(ani, goods, WEEK, 999)
    Reversal.objects.create(line=wrong, at=NOON, arrival=an_arrival())
    sold(old, goods, WEEK, 7)
    assert week_revenue([ani.pk], [WEEK]) == {ani.pk: [67 * RUPIAH]}


def test_only_full_weeks_since_joining_are_history(goods):
    # Joined on a Wednesday: the first full week begins on the Monday after.
    ani = a_party("R-1", joined_on=date(2026, 10, 14))
    for back in range(1, 5):
        sold(ani, goods, WEEK - timedelta(days=7 * back), 100_000)
    history = histories([ani], WEEK)[ani.pk]
    assert history.revenue == (100_000 * RUPIAH,) * 3
    assert history.suggested_minor == 110_000 * RUPIAH


def with_history(code: str, goods, rupiah: int = 300_000):
    party = a_party(code)
    for back in range(1, 9):
        sold(party, goods, WEEK - timedelta(days=7 * back), rupiah)
    return party


def test_suggestions_are_accepted_for_whoever_has_no_target(goods):
    ani, budi = with_history("R-1", goods), with_history("R-2", goods, 100_000)
    new = a_party("R-3")
    set_target(budi, Aim(WEEK, 150_000 * RUPIAH, "Pesta desa"), OWNER)
    assert accept_suggestions([ani, budi, new], WEEK, OWNER) == 1
    found = {one.party_id: one for one in WeeklyTarget.objects.all()}
    assert found[ani.pk].target_minor == 330_000 * RUPIAH
    assert found[budi.pk].suggested_minor == 110_000 * RUPIAH
    assert new.pk not in found
    with pytest.raises(Refused):
        accept_suggestions([ani, budi, new], WEEK, OWNER)


def test_a_changed_target_is_a_further_row(goods):
    ani = a_party("R-1")
    set_target(ani, Aim(WEEK, 100_000 * RUPIAH), OWNER)
    set_target(ani, Aim(WEEK, 120_000 * RUPIAH), OWNER)
    counting = WeeklyTarget.objects.counting()
    assert [one.target_minor for one in counting] == [120_000 * RUPIAH]
    assert WeeklyTarget.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        WeeklyTarget.objects.update(target_minor=1)


@pytest.mark.parametrize(
    ("aim", "code"),
    [
        (Aim(WEEK, 0), "target.amount"),
        (Aim(WEEK, -100), "target.amount"),
        (Aim(WEEK, 150), "target.amount"),
        (Aim(WEEK, 10**17), "target.amount"),
        (Aim(WEEK + timedelta(days=1), 100), "target.week"),
        (Aim(WEEK - timedelta(days=7), 100), "target.week"),
        (Aim(WEEK + timedelta(days=14), 100), "target.week"),
        (Aim(WEEK, 100, "x" * 301), "target.reason_long"),
        (Aim(WEEK, 100, "a\0"), "target.reason_long"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(aim, code):
    with pytest.raises(Refused) as refused:
        set_target(a_party("R-1"), aim, OWNER)
    assert [one.code for one in refused.value.problems] == [code]
    assert not WeeklyTarget.objects.exists()


def test_who_may_not_set_targets_sets_none():
    ani = a_party("R-1", territory="Bali")
    sales = an_actor(Role.SALESPERSON, territories=frozenset({"Jawa"}))
    with pytest.raises(NotPermitted):
        set_target(ani, Aim(WEEK, 100_000), sales)
    row = set_target(ani, Aim(WEEK, 100_000), OWNER)
    with pytest.raises(NotFound):
        tell_target(row, sales)


def test_a_target_is_told_once():
    row = set_target(a_party("R-1"), Aim(WEEK, 100_000), OWNER)
    tell_target(row, OWNER)
    with pytest.raises(Conflict):
        tell_target(row, OWNER)


SATURDAY = datetime(2026, 11, 14, 8, tzinfo=UTC)


def test_before_saturday_nothing_is_evaluated():
    set_target(a_party("R-1"), Aim(WEEK, 100_000), OWNER)
    with pytest.raises(Refused) as refused:
        evaluate_week(WEEK, OWNER)
    assert refused.value.problems[0].code == "target.too_early"


def test_on_saturday_what_is_sold_and_known_by_then_counts(goods):
    ani, budi = a_party("R-1"), a_party("R-2")
    for one in (ani, budi):
        set_target(one, Aim(WEEK, 100_000 * RUPIAH), OWNER)
    sold(ani, goods, WEEK, 100_000)
    sold(budi, goods, WEEK, 99_999)
    late = SATURDAY + timedelta(hours=2)
    sold(budi, goods, WEEK, 500, recorded_at=late)
    with time_machine.travel(SATURDAY, tick=False):
        assert evaluate_week(WEEK, OWNER) == 2
    with time_machine.travel(late + timedelta(hours=1), tick=False):
        with pytest.raises(Refused):
            evaluate_week(WEEK, OWNER)
        with pytest.raises(Refused) as refused:
            set_target(ani, Aim(WEEK, 1_000), OWNER)
    assert refused.value.problems[0].code == "target.over"
    ended = {one.party_id: one.reached for one in WeekEvaluation.objects.all()}
    assert ended == {ani.pk: True, budi.pk: False}


def test_a_week_that_nobody_evaluated_is_evaluated_by_itself_after_it(goods):
    ani = a_party("R-1")
    set_target(ani, Aim(WEEK, 100_000 * RUPIAH), OWNER)
    sold(ani, goods, WEEK + timedelta(days=6), 100_000)
    with time_machine.travel(datetime(2026, 11, 16, 1, tzinfo=UTC), tick=False):
        assert evaluate_last_week(OWNER) == 1
        assert evaluate_last_week(OWNER) == 0
    assert WeekEvaluation.objects.get().reached


def evaluated(party, back: int, *, reached: bool) -> None:
    WeekEvaluation.objects.create(
        party=party,
        week=WEEK - timedelta(days=7 * back),
        target_minor=100,
        revenue_minor=100 if reached else 99,
        at=NOON,
        by="test",
    )


def test_a_streak_ends_at_the_last_week_that_was_missed():
    ani, budi = a_party("R-1"), a_party("R-2")
    for back, reached in ((1, True), (2, True), (4, True), (5, False), (6, True)):
        evaluated(ani, back, reached=reached)
    evaluated(budi, 1, reached=False)
    evaluated(budi, 2, reached=True)
    # Week 3 had no target: it breaks nothing.
    assert streaks([ani.pk, budi.pk], WEEK) == {ani.pk: 3, budi.pk: 0}


def test_a_page_of_resellers_takes_the_same_queries_as_one(
    goods, django_assert_max_num_queries
):
    people = [with_history(f"R-{number}", goods) for number in range(6)]
    with django_assert_max_num_queries(9):
        rows = targets_of_week(people, WEEK)
    assert [one.history.suggested_minor for one in rows] == [330_000 * RUPIAH] * 6


def test_a_partner_sees_its_own_target(goods):
    ani = a_party("R-1")
    assert own_target(ani, WEEK) is None
    set_target(ani, Aim(WEEK, 100_000 * RUPIAH), OWNER)
    sold(ani, goods, WEEK, 40_000)
    mine = own_target(ani, WEEK)
    assert mine is not None
    assert (mine.sold_minor, mine.missing_minor, mine.percent) == (
        40_000 * RUPIAH,
        60_000 * RUPIAH,
        40,
    )


def test_a_week_begins_on_monday():
    assert monday_of(date(2026, 11, 15)) == WEEK
    assert monday_of(WEEK) == WEEK
