"""A day is planned, visits are made or skipped, and what was seen reaches the other rooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, a_party, a_product, a_user, an_actor
from django.db import DatabaseError, transaction
from visits.roads import (
    OWNER,
    TODAY,
    TOMORROW,
    a_rule,
    a_shop,
    hours,
    point,
    sari,
    visited,
)
from visits.test_whom_to_visit import ranked

from setia.accounts.cooperation import Heard, Part
from setia.alerts.models import Alert
from setia.care.models import Touch
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.market.models import PriceSeen, StockSeen
from setia.people.actor_of import actor_of
from setia.visits.check_in import Made, Sight, check_in
from setia.visits.heard import heard_of
from setia.visits.models import CheckIn, DayPlan, Skipping, Visit
from setia.visits.plan_day import DayAsked, current_plan, plan_day
from setia.visits.skip_visit import skip_visit

# Along a meridian, 0.1 degrees being 11.1 km: at 60 km/h eleven minutes and seven seconds.
NEAR, FAR = (-8.6, 115.2), (-8.7, 115.2)


@pytest.fixture
def day(at_noon):
    """Two shops are due tomorrow for half an hour each; a third has no place."""
    user, actor = sari("Bali")
    shops = [a_shop("O-1", NEAR), a_shop("O-2", FAR), a_shop("O-3")]
    a_rule(minutes=30)
    hours("08:00", "16:00", start=point(-8.5, 115.2))
    return user, actor, shops


def planned(user, actor, when=TOMORROW, **rest) -> list[Visit]:
    plan = plan_day(DayAsked(user, when, **rest), actor)
    return list(plan.visits.order_by("place_no"))


def local(moment) -> str:
    return (moment + timedelta(hours=7)).strftime("%H:%M")


def test_a_plan_tells_when_to_come_and_when_one_is_back(day):
    user, actor, shops = day
    visits = planned(user, actor)
    assert {one.party for one in visits} == set(shops[:2])
    # 08:00 and 11 minutes 8 seconds of way; half an hour; the same way on.
    near_first = [one.party_id for one in visits] == [shops[0].pk, shops[1].pk]
    assert [local(one.arrive_at) for one in visits] == (
        ["08:11", "08:52"] if near_first else ["08:22", "09:03"]
    )
    plan = current_plan(user, TOMORROW)
    assert local(plan.back_at) == "09:44"
    assert plan.left_out == []
    assert plan.work_day["start"] == "-8.500000,115.200000"


def test_a_day_that_is_too_short_names_who_did_not_fit(day):
    user, actor, shops = day
    hours("08:00", "09:00", start=point(-8.5, 115.2))
    visits = planned(user, actor)
    plan = current_plan(user, TOMORROW)
    assert [one.party for one in visits] == [shops[0]]
    # Due since the rule began, today: tomorrow that is overdue.
    assert plan.left_out == [
        {"party": shops[1].pk, "why": "overdue", "due_on": "2026-11-10"}
    ]


def test_planning_again_counts_and_gives_the_same_way(day):
    user, actor, _ = day
    first = [(one.party_id, one.arrive_at) for one in planned(user, actor)]
    second = [(one.party_id, one.arrive_at) for one in planned(user, actor)]
    assert first == second
    assert current_plan(user, TOMORROW).number == 2
    assert DayPlan.objects.count() == 2


def test_a_day_that_runs_already_begins_now(day):
    user, actor, _ = day
    visits = planned(user, actor, TODAY, at_first=True)
    assert local(visits[0].arrive_at) == "12:00"
    assert current_plan(user, TODAY).back_at is None


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (TODAY - timedelta(days=1), "visit.day_past"),
        (TODAY + timedelta(days=61), "visit.day_far"),
    ],
)
def test_only_days_ahead_are_planned(day, when, code):
    user, actor, _ = day
    with pytest.raises(Refused) as refused:
        planned(user, actor, when)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not DayPlan.objects.exists()


def test_after_the_hours_of_today_another_day_is_planned(day):
    user, actor, _ = day
    hours("08:00", "11:00")
    with pytest.raises(Refused) as refused:
        planned(user, actor, TODAY)
    assert refused.value.problems[0].code == "visit.day_over"


def test_nobody_plans_the_day_of_somebody_else_but_a_manager(day):
    user, _, _ = day
    dewi = a_user(Role.SUPPORT, "dewi")
    with pytest.raises(NotPermitted):
        planned(user, actor_of(dewi))
    assert len(planned(user, OWNER)) == 2


def test_a_visit_is_kept_with_what_was_seen_and_the_rooms_hear_of_it(day):
    user, actor, shops = day
    goods = a_product("P-1", price=10_000)
    visit = planned(user, actor)[0]
    shop = visit.party
    made = Made(
        NOON,
        "k-1",
        point=point(-8.6005, 115.2) if shop == shops[0] else point(-8.7005, 115.2),
        visit=visit,
        shared="told",
        note="Ramai",
        seen=(
            Sight("stock", goods, quantity_milli=12_000),
            Sight("price", goods, price_minor=1_000_000),
            Sight("complaint", text="Kardus penyok"),
        ),
    )
    kept = check_in(shop, made, actor)
    # 0.0005 degrees of latitude are 56 metres.
    assert (kept.distance_m, kept.by_request, kept.seen.count()) == (56, False, 3)
    touch = Touch.objects.get()
    assert (touch.kind, touch.outcome, touch.note) == ("visit", "complaint", "Ramai")
    assert StockSeen.objects.get().quantity_milli == 12_000
    assert PriceSeen.objects.get().price_minor == 1_000_000
    assert not Alert.objects.filter(kind="account_complains").exists()
    assert heard_of([shop.pk], TODAY) == {shop.pk: Heard(Part(1, 1), Part(1, 1))}


def test_a_complaint_of_a_large_account_and_a_price_war_are_told_at_once(day):
    _, actor, shops = day
    ranked(shops[0], "large")
    goods = a_product("P-1", price=10_000)
    seen = (
        Sight("complaint", text="Kardus penyok"),
        Sight("price", goods, price_minor=300_000),
    )
    check_in(shops[0], Made(NOON, "k-1", seen=seen), actor)
    told = set(Alert.objects.values_list("kind", flat=True))
    assert "account_complains" in told
    assert len(told) == 2


def test_the_same_visit_sent_twice_is_one(day):
    _, actor, shops = day
    made = Made(NOON - timedelta(hours=2), "k-1", seen=(Sight("order", text="1 karton"),))
    first = check_in(shops[0], made, actor)
    assert check_in(shops[0], made, actor) == first
    with pytest.raises(Conflict):
        check_in(shops[1], made, actor)
    assert (CheckIn.objects.count(), Touch.objects.count()) == (1, 1)


USUAL = Made(NOON, "k-1")


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (replace(USUAL, at=NOON + timedelta(minutes=6)), "visit.at_wrong"),
        (replace(USUAL, at=NOON - timedelta(days=31)), "visit.at_wrong"),
        (replace(USUAL, note="x" * 1001), "visit.text_long"),
        (replace(USUAL, shared="maybe"), "visit.reason_unknown"),
        (replace(USUAL, seen=(Sight("complaint", text=" "),)), "visit.text_missing"),
        (replace(USUAL, seen=(Sight("order", text="x" * 1001),)), "visit.text_long"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_whole(day, made, code):
    _, actor, shops = day
    with pytest.raises(Refused) as refused:
        check_in(shops[0], made, actor)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert (CheckIn.objects.count(), Touch.objects.count()) == (0, 0)


def test_figures_of_a_shelf_need_their_product(day):
    _, actor, shops = day
    with pytest.raises(Refused) as refused:
        check_in(shops[0], replace(USUAL, seen=(Sight("stock"),)), actor)
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["visit.product_unknown", "visit.figure_wrong"]


def test_a_visit_without_a_place_counts_all_the_same(day):
    _, actor, shops = day
    kept = check_in(shops[2], USUAL, actor)
    assert (kept.latitude, kept.distance_m) == (None, None)


def test_nobody_checks_in_at_somebody_out_of_reach(day):
    _, actor, _ = day
    elsewhere = a_party("R-9", territory="DIY")
    with pytest.raises(NotFound):
        check_in(elsewhere, USUAL, actor)
    with pytest.raises(NotPermitted):
        check_in(elsewhere, USUAL, an_actor(Role.FINANCE))


def test_a_skipped_visit_is_theirs_or_ours(day):
    user, actor, _ = day
    first, second = planned(user, actor, TODAY)
    skip_visit(first, "absent", "Tutup", actor)
    skip_visit(second, "no_time", "", actor)
    assert heard_of([first.party_id, second.party_id], TODAY) == {
        first.party_id: Heard(Part(0, 1))
    }
    with pytest.raises(Conflict):
        skip_visit(first, "absent", "", actor)


def test_a_visit_that_was_made_is_not_skipped(day):
    user, actor, _ = day
    visit = planned(user, actor, TODAY)[0]
    visited(visit.party, actor, visit=visit)
    with pytest.raises(Conflict):
        skip_visit(visit, "absent", "", actor)
    assert not Skipping.objects.exists()


def test_a_visit_of_somebody_else_is_not_there_for_a_salesperson(day):
    user, actor, _ = day
    visit = planned(user, actor)[0]
    other = a_user(Role.SALESPERSON, "rudi", territories=["Bali"])
    assert not Visit.objects.visible_to(actor_of(other)).exists()
    with pytest.raises(NotFound):
        skip_visit(visit, "absent", "", actor_of(other))


def test_the_database_itself_keeps_visits_as_they_were(day):
    user, actor, _ = day
    visit = planned(user, actor, TODAY)[0]
    visited(visit.party, actor, visit=visit)
    with pytest.raises(DatabaseError), transaction.atomic():
        CheckIn.objects.update(note="anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        Visit.objects.all().delete()
