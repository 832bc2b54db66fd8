"""Who is due, for whom, where they are, and how many were visited in time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from builders import NOON, a_party, a_user, an_actor
from visits.roads import (
    OWNER,
    TODAY,
    TOMORROW,
    a_rule,
    a_shop,
    point,
    sari,
    visited,
)

from setia.accounts.models import AccountRank, AccountRule, RankRun
from setia.core.errors import NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.people.actor_of import actor_of
from setia.people.models import Address, Party
from setia.visits.ask_visit import ask_visit
from setia.visits.assign_visits import assign_visits
from setia.visits.coverage import coverage
from setia.visits.due import known_on
from setia.visits.keep_place import keep_place
from setia.visits.models import Assignment, VisitRule, Why
from setia.visits.places import known_places, place_in
from setia.visits.set_visit_rule import RuleDraft, rules_on, set_visit_rule
from setia.visits.wanted import wanted_by


def ranked(party, rank: str) -> None:
    """Give a party a rank, as if it had been computed."""
    rule = AccountRule.objects.create(
        role=party.role,
        from_day=TODAY,
        rank_by="sums",
        recorded_at=NOON,
        by="x",
        by_key="x",
    )
    run = RankRun.objects.create(
        month=date(2026, 11, 1),
        number=RankRun.objects.count() + 1,
        computed_at=NOON,
        by="x",
    )
    AccountRank.objects.create(
        run=run,
        party=party,
        rule=rule,
        rank=rank,
        role=party.role,
        months=[1, 1, 1],
        total_minor=3,
        before_minor=0,
        group_minor=3,
        place=1,
    )


def dues(day=TODAY) -> dict[str, tuple]:
    codes = dict(Party.objects.values_list("pk", "code"))
    known = known_on(day, Party.objects.standing())
    return {codes[one.party]: (one.why_on(day), one.due_on) for one in known}


# Visited so many days ago, every two weeks: due 14 days after that.
@pytest.mark.parametrize(
    ("days_ago", "why"),
    [(15, Why.OVERDUE), (14, Why.DUE), (8, Why.DUE), (7, None), (0, None)],
)
def test_a_visit_is_due_so_many_weeks_after_the_last_one(at_noon, days_ago, why):
    shop = a_shop("O-1")
    a_rule(weeks=2, back=28)
    visited(shop, actor_of(a_user(Role.OWNER)), days_ago)
    assert dues() == {"O-1": (why, TODAY + timedelta(days=14 - days_ago))}


def test_who_was_never_visited_is_due_since_the_rule_began(at_noon):
    a_shop("O-1")
    a_rule(weeks=2, back=3)
    assert dues() == {"O-1": (Why.OVERDUE, TODAY - timedelta(days=3))}


def test_the_rule_of_a_rank_counts_before_the_one_of_the_role(at_noon):
    ranked(a_shop("O-1"), "large")
    a_shop("O-2")
    a_rule(weeks=4, minutes=30)
    a_rule(weeks=1, minutes=60, rank="large")
    rules = rules_on(TODAY)
    assert (rules.of("outlet", "large").minutes, rules.of("outlet", "").minutes) == (60, 30)
    assert rules.of("reseller", "") is None
    large = next(one for one in known_on(TODAY, Party.objects.all()) if one.rank == "large")
    assert large.worth_on(Why.OVERDUE) == 6 * 3600


def test_a_later_rule_without_weeks_ends_the_visits_of_a_class(at_noon):
    a_shop("O-1")
    a_rule(weeks=2)
    set_visit_rule(RuleDraft("outlet", "", 0, 30, TOMORROW), OWNER)
    assert rules_on(TODAY).of("outlet", "") is not None
    assert rules_on(TOMORROW).of("outlet", "") is None
    assert dues(TOMORROW) == {}


def test_who_asked_is_visited_without_a_rule_until_somebody_was_there(at_noon):
    ani = a_party("R-1", territory="Bali")
    user, actor = sari()
    ask_visit(ani, TOMORROW, "Tata etalase", actor)
    assert dues() == {"R-1": (Why.ASKED, TOMORROW)}
    assert [(one.party, one.minutes) for one in wanted_by(user, TODAY)] == [(ani.pk, 30)]
    visited(ani, actor)
    assert dues() == {"R-1": (None, None)}


def test_a_salesperson_visits_their_own_and_whoever_is_nobodys_in_the_territory(at_noon):
    user, _ = sari("Bali")
    dewi = a_user(Role.SUPPORT, "dewi")
    free, hers, elsewhere = (
        a_shop("O-1"),
        a_shop("O-2", caretaker=dewi),
        a_shop("O-3", territory="DIY"),
    )
    a_rule()
    assert [one.party for one in wanted_by(user, TODAY)] == [free.pk]
    assert [one.party for one in wanted_by(dewi, TODAY)] == [hers.pk]
    assign_visits(hers, user, TODAY, OWNER)
    assign_visits(elsewhere, dewi, TOMORROW, OWNER)
    assert [one.party for one in wanted_by(user, TODAY)] == [free.pk, hers.pk]
    assert wanted_by(dewi, TODAY) == []
    assert [one.party for one in wanted_by(dewi, TOMORROW)] == [elsewhere.pk]


def test_only_managers_say_who_visits_and_only_whoever_can(at_noon):
    shop, (user, actor) = a_shop("O-1"), sari()
    with pytest.raises(NotPermitted):
        assign_visits(shop, user, TODAY, actor)
    with pytest.raises(Refused) as refused:
        assign_visits(shop, a_user(Role.CASHIER, "kasir"), TODAY, OWNER)
    assert refused.value.problems[0].code == "visit.visitor_unknown"
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"role": "x"}, "visit.role_unknown"),
        ({"rank": "x"}, "visit.rank_unknown"),
        ({"every_weeks": 53}, "visit.weeks_wrong"),
        ({"minutes": 4}, "visit.minutes_wrong"),
        ({"from_day": TODAY - timedelta(days=1)}, "visit.day_past"),
    ],
)
def test_a_rule_for_visits_that_makes_no_sense_is_refused(at_noon, columns, code):
    usual = {
        "role": "outlet",
        "rank": "",
        "every_weeks": 2,
        "minutes": 30,
        "from_day": TODAY,
    }
    with pytest.raises(Refused) as refused:
        set_visit_rule(RuleDraft(**(usual | columns)), OWNER)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not VisitRule.objects.exists()


def test_coverage_counts_each_class_and_names_who_was_never_visited(at_noon):
    by = actor_of(a_user(Role.OWNER))
    a_rule(weeks=2, back=60)
    for code, days_ago in (("O-1", 14), ("O-2", 15), ("O-3", None)):
        shop = a_shop(code)
        if days_ago is not None:
            visited(shop, by, days_ago)
    # Asking for a visit makes nobody late.
    ask_visit(Party.objects.get(code="O-1"), TODAY, "", by)
    (cover,) = coverage(known_on(TODAY, Party.objects.all()), TODAY)
    assert (cover.of, cover.visited, cover.waiting, cover.never) == (3, 1, 2, 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("-6.9147, 107.6098", ("-6.914700", "107.609800")),
        ("  -6.9147 107.6098 ", ("-6.914700", "107.609800")),
        ("https://www.google.com/maps/@-6.9147,107.6098,17z", ("-6.914700", "107.609800")),
        (
            "https://www.google.com/maps/place/X/@-6.1,107.1,17z/data=!3d-6.9147!4d107.6098",
            ("-6.914700", "107.609800"),
        ),
        ("https://maps.google.com/?q=-6.9147,107.6098", ("-6.914700", "107.609800")),
        ("https://x.example/?q=-6.9147%2C107.6098", ("-6.914700", "107.609800")),
        (
            "https://www.openstreetmap.org/?mlat=-6.9147&mlon=107.6098",
            ("-6.914700", "107.609800"),
        ),
        ("91, 107", None),
        ("-6, 181", None),
        ("Jalan Braga 5", None),
        ("", None),
        ("6.9147", None),
    ],
)
def test_a_place_is_read_from_figures_and_from_links_of_maps(text, place):
    found = place_in(text)
    told = None if found is None else (str(found.latitude), str(found.longitude))
    assert told == place


def test_the_last_place_counts_and_an_address_where_there_is_none(at_noon):
    shop, other = a_shop("O-1"), a_shop("O-2", (-6.5, 107))
    for party in (shop, other):
        Address.objects.create(party=party, latitude=Decimal(-7), longitude=Decimal(108))
    keep_place(other, point(-6.6, 107), "phone", OWNER)
    assert known_places([shop.pk, other.pk]) == {
        shop.pk: point(-7, 108),
        other.pk: point(-6.6, 107),
    }


def test_nobody_says_where_somebody_of_another_territory_is(at_noon):
    _, actor = sari("DIY")
    shop = a_shop("O-1")
    with pytest.raises(NotFound):
        keep_place(shop, point(-6, 107), "typed", actor)
    with pytest.raises(NotFound):
        ask_visit(shop, TOMORROW, "", actor)
    with pytest.raises(NotPermitted):
        keep_place(shop, point(-6, 107), "typed", an_actor(Role.FINANCE))
    assert known_places([shop.pk]) == {}
