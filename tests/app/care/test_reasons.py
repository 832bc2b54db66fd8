"""Whom Today finds and with which figures: worked out by hand, as of 10 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import NOON, a_line, a_party

from setia.care.reasons.account_dips import account_dips
from setia.care.reasons.come_back import come_back
from setia.care.reasons.found import Looked
from setia.care.reasons.gone_quiet import after_first_sale, gone_quiet
from setia.care.reasons.long_untouched import long_untouched
from setia.care.reasons.promises_due import promises_due
from setia.care.reasons.special_dates import special_dates
from setia.care.record_touch import Done, record_touch
from setia.care.rhythm import Rhythm, rhythm_of
from setia.care.trade import Trade, trades_of
from setia.core.clock import as_if_at
from setia.people.merge_parties import merge_parties
from setia.people.models import Party, SpecialDate
from setia.promises.make_promise import Terms, make_promise

DAY = date(2026, 11, 10)
SILENT = [0, 5, 10, 16, 20, 25]
"""Days between the first order and each: gaps of 5, 5, 6, 4 and 5 days."""


def looked(trades=None) -> Looked:
    parties = {one.pk: one for one in Party.objects.all()}
    return Looked(DAY, parties, trades if trades is not None else trades_of(parties, DAY))


def ordered(world, party, *back: int, minor: int = 1_000_00) -> None:
    """Book orders so many days before the day."""
    for number in back:
        order = f"{party.code}/{number}"
        at = NOON - timedelta(days=number)
        a_line(order, party, world.goods, sold_at=at, amount_minor=minor)


def codes(found) -> list[tuple[str, str]]:
    names = dict(Party.objects.values_list("pk", "code"))
    return sorted((names[one.party_id], one.code) for one in found)


def test_a_rhythm_is_the_middle_gap_and_the_middle_distance_from_it():
    # Sorted: 2 4 5 6 30, the middle is 5; distances 3 1 0 1 25, the middle is 1.
    assert rhythm_of([5, 2, 30, 4, 6]) == Rhythm(5, 1)


@pytest.mark.parametrize(
    ("silent", "quiet"), [(8, False), (9, True), (50, True), (51, False)]
)
def test_quiet_begins_three_spreads_after_what_is_usual_and_ends_with_leaving(
    silent, quiet
):
    assert Rhythm(5, 1).is_quiet(silent) is quiet


@pytest.mark.parametrize(("last", "found"), [(8, []), (9, [("R-1", "quiet")])])
def test_somebody_is_quiet_against_their_own_rhythm(world, last, found):
    ordered(world, world.ani, *(last + 25 - one for one in SILENT))
    assert codes(gone_quiet(looked())) == found


def test_the_figures_of_the_sentence_are_their_own(world):
    ordered(world, world.ani, *(9 + 25 - one for one in SILENT))
    (one,) = gone_quiet(looked())
    assert one.params == {
        "silent": 9,
        "usual": 5,
        "spread": 1,
        "orders": 6,
        "last_on": "2026-11-01",
        "first_on": "2026-10-07",
    }


def test_who_ordered_twice_is_held_against_the_rhythm_of_the_role(world):
    regular = Trade(
        tuple(DAY - timedelta(days=5 * back) for back in range(24, -1, -1)), (0,)
    )
    newcomer = Trade((DAY - timedelta(days=40), DAY - timedelta(days=20)), (0, 0))
    other = a_party("R-2")
    trades = {world.ani.pk: regular, other.pk: newcomer}
    # 24 gaps of 5 and one of 20: the middle is 5, no distance counts as one day.
    (one,) = gone_quiet(looked(trades))
    assert (one.party_id, one.code, one.params["usual"]) == (other.pk, "quiet_as_others", 5)


def test_nobody_is_quiet_where_too_little_is_known_of_the_role(world):
    ordered(world, world.ani, 60, 30)
    assert codes(gone_quiet(looked())) == []


@pytest.mark.parametrize(
    ("first", "code"),
    [(74, "quiet"), (75, "third_month"), (105, "third_month"), (106, "quiet")],
)
def test_who_began_three_months_ago_and_went_silent_is_a_case_of_its_own(
    world, first, code
):
    ordered(world, world.ani, first, first - 10, first - 20, 35)
    assert codes(gone_quiet(looked())) == [("R-1", code)]


def test_sales_of_a_merged_party_are_those_of_the_kept_one(world):
    gone = a_party("R-2")
    ordered(world, world.ani, 30)
    ordered(world, gone, 20, 10)
    merge_parties(gone, world.ani, {}, world.manager)
    trade = trades_of([world.ani.pk], DAY)[world.ani.pk]
    assert trade.days == (date(2026, 10, 11), date(2026, 10, 21), date(2026, 10, 31))
    assert trade.blocks == (200_000, 100_000)


def test_who_never_sold_is_known_by_what_they_bought(world):
    shop = a_party("K-1", role="outlet")
    at = NOON - timedelta(days=3)
    a_line("A", world.ani, world.goods, buyer=shop, sold_at=at, amount_minor=500)
    trades = trades_of([world.ani.pk, shop.pk], DAY)
    assert (trades[shop.pk].days, trades[shop.pk].blocks) == ((date(2026, 11, 7),), (500,))


@pytest.mark.parametrize(("first", "found"), [(6, [("R-1", "first_sale")]), (7, [])])
def test_a_first_sale_is_worth_a_word_for_a_week(world, first, found):
    ordered(world, world.ani, first)
    assert codes(after_first_sale(looked())) == found


@pytest.mark.parametrize(
    ("now", "found"),
    [
        # Three months of 100, 90 and 80: the mean is 90, three quarters of it 67.5.
        (67, [("R-1", "account_dips")]),
        (68, []),
        (79, []),
    ],
)
def test_an_account_dips_below_every_month_and_by_a_quarter(world, now, found):
    days = (DAY - timedelta(days=150),)
    trades = {world.ani.pk: Trade(days, (now, 100, 90, 80, 7))}
    assert codes(account_dips(looked(trades))) == found


def test_only_large_accounts_dip(world):
    trades = {world.ani.pk: Trade((DAY,), (1_000, 1_000, 1_000, 1_000, 0))}
    for number in range(9):
        trades[a_party(f"B-{number}").pk] = Trade((DAY,), (0, 9, 9, 9, 0))
    assert codes(account_dips(looked(trades))) == []


def test_special_days_of_today_cannot_wait_and_those_of_three_days_are_told(world):
    for day, kind in ((10, "birthday"), (13, "shop"), (14, "wedding")):
        SpecialDate.objects.create(party=world.ani, kind=kind, day=day, month=11, year=2016)
    found = list(special_dates(looked({})))
    assert [(one.code, one.due, one.params["day_on"]) for one in found] == [
        ("date_today", True, "2026-11-10"),
        ("date_soon", False, "2026-11-13"),
    ]
    assert found[0].params["years"] == 10


@pytest.mark.parametrize(
    ("back", "then", "found"),
    [
        (date(2026, 11, 10), None, [("R-1", "come_back")]),
        (date(2026, 11, 11), None, []),
        (date(2026, 11, 10), "talked", []),
    ],
)
def test_later_comes_back_on_its_day_unless_somebody_came_before(world, back, then, found):
    before = NOON - timedelta(days=2)
    with as_if_at(before):
        record_touch(world.ani, Done("chat", "later", before, back_on=back), world.manager)
        if then:
            record_touch(world.ani, Done("chat", then, before), world.manager)
    assert codes(come_back(looked({}))) == found


def test_who_brings_most_and_was_never_turned_to_comes_first(world):
    small, touched = a_party("R-2"), a_party("R-3")
    for party, minor in ((world.ani, 900), (small, 300), (touched, 600)):
        ordered(world, party, 5, minor=minor)
    record_touch(touched, Done("chat", "talked", NOON), world.manager)
    found = list(long_untouched(looked()))
    assert [(one.party_id, one.code, one.params) for one in found] == [
        (world.ani.pk, "never_touched", {"month_minor": 300}),
        (small.pk, "never_touched", {"month_minor": 100}),
    ]


def test_after_two_months_somebody_is_turned_to_again(world):
    ordered(world, world.ani, 5, minor=900)
    with as_if_at(NOON - timedelta(days=60)):
        done = Done("chat", "talked", NOON - timedelta(days=60))
        record_touch(world.ani, done, world.manager)
    (one,) = long_untouched(looked())
    assert (one.code, one.params) == ("long_untouched", {"days": 60, "month_minor": 300})


def test_a_broken_promise_cannot_wait_and_a_near_one_is_told(world):
    other = a_party("R-2")
    with as_if_at(NOON - timedelta(days=9)):
        make_promise(
            "other",
            world.ani,
            Terms(NOON - timedelta(days=1), "A", "Katalog"),
            world.manager,
        )
        make_promise(
            "answer", other, Terms(NOON + timedelta(days=1), "B", "Jawaban"), world.manager
        )
    found = list(promises_due(looked({})))
    assert [(one.party_id, one.code, one.due, one.params["ref"]) for one in found] == [
        (world.ani.pk, "promise_broken", True, "Katalog"),
        (other.pk, "promise_near", False, "Jawaban"),
    ]
