"""Points are spent from the lot that ends first, and end with the twelfth month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from builders import a_party
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paying import RATNA, books, codes, on, posted, released

from setia.core.errors import Conflict, Refused
from setia.ledger.balances import balance_of
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.templates.points_granted import points_granted
from setia.ledger.templates.points_netted import points_netted
from setia.ledger.transfer import About
from setia.payouts.points.expire_points import expire_points
from setia.payouts.points.lots import known_lots, last_day
from setia.payouts.points.spend_points import spend_points
from setia.people.merge_parties import merge_parties

pytestmark = pytest.mark.django_db


def points(party):
    return balance_of(AccountKind.POINTS, str(party.pk), "points") // 100


def left():
    return [(one.until, one.left_minor // 100) for one in known_lots()]


@pytest.fixture
def ani():
    ani = a_party("R-1", "Ani")
    released(ani, 100, unit="points", on_day=date(2025, 11, 3))
    released(ani, 50, unit="points", on_day=date(2025, 12, 31))
    return ani


@pytest.mark.parametrize(
    ("granted", "ends"),
    [
        (date(2025, 11, 3), date(2026, 11, 30)),
        (date(2025, 12, 31), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2027, 1, 31)),
        (date(2027, 2, 28), date(2028, 2, 29)),
    ],
)
def test_a_lot_lives_to_the_end_of_the_twelfth_month_after_its_own(granted, ends):
    assert last_day(granted) == ends


def test_what_ends_first_is_spent_first(ani):
    with on("2026-11-10"):
        spend_points(ani, 120_00, "voucher-1", "Voucher", RATNA)
    assert left() == [(date(2026, 11, 30), 0), (date(2026, 12, 31), 30)]
    assert points(ani) == 30


def test_points_end_with_their_lot_and_only_once(ani):
    with on("2026-11-10"):
        spend_points(ani, 40_00, "voucher-1", "Voucher", RATNA)
    assert expire_points(date(2026, 11, 30), RATNA) == 0
    assert expire_points(date(2026, 12, 1), RATNA) == 1
    assert expire_points(date(2026, 12, 1), RATNA) == 0
    assert points(ani) == 50
    assert expire_points(date(2027, 1, 1), RATNA) == 1
    assert books()["expired", "", "points"] == 110_00


def test_points_that_are_over_are_not_spent_even_before_anybody_let_them_expire(ani):
    with on("2026-12-01"), pytest.raises(Refused) as refused:
        spend_points(ani, 51_00, "voucher-1", "Voucher", RATNA)
    assert codes(refused) == ["payout.points.amount"]
    assert refused.value.problems[0].params == {"has": 50}
    with on("2026-12-01"):
        spend_points(ani, 50_00, "voucher-1", "Voucher", RATNA)
    assert points(ani) == 0
    assert left() == [(date(2026, 11, 30), 0), (date(2026, 12, 31), 0)]


def test_points_that_a_return_takes_back_come_from_lots_that_live(ani):
    about = About("award", 9)
    back = points_netted("n", str(ani.pk), 20_00, about)
    posted(back, on_day=date(2026, 12, 5))

    assert left() == [(date(2026, 11, 30), 100), (date(2026, 12, 31), 30)]
    assert expire_points(date(2026, 12, 5), RATNA) == 1
    assert points(ani) == 30


def test_the_same_key_spends_once(ani):
    with on("2026-11-10"):
        first = spend_points(ani, 10_00, "voucher-1", "Voucher", RATNA)
        assert spend_points(ani, 10_00, "voucher-1", "Voucher", RATNA) == first
        with pytest.raises(Conflict, match=r"payout\.points\.key_reused"):
            spend_points(ani, 11_00, "voucher-1", "Voucher", RATNA)
    assert points(ani) == 140


def test_points_of_merged_records_are_one_purse(ani):
    double = a_party("R-9", "Ani W")
    released(double, 30, unit="points", on_day=date(2025, 11, 20))
    merge_parties(double, ani, {}, RATNA)
    with on("2026-11-10"):
        spend_points(ani, 120_00, "voucher-1", "Voucher", RATNA)
    assert (points(ani), points(double)) == (50, 10)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["grant", "spend", "expire"]),
        st.integers(1, 60),
        st.integers(0, 200),
    ),
    max_size=14,
)


class Purse:
    """The same in a few lines: lots as (end, left), oldest first."""

    def __init__(self):
        self.lots = []

    def grant(self, amount, day):
        self.lots.append([last_day(day), amount])

    def spend(self, amount, day):
        alive = [lot for lot in self.lots if lot[0] >= day]
        if amount > sum(lot[1] for lot in alive):
            return False
        self.expire(0, day)
        for lot in alive:
            taken = min(lot[1], amount)
            lot[1] -= taken
            amount -= taken
        return True

    def expire(self, _amount, day):
        for lot in self.lots:
            lot[1] = 0 if lot[0] < day else lot[1]


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_whatever_happens_the_lots_are_those_of_a_purse(acts, transactional):
    with transactional():
        party, purse, day = a_party("R-1"), Purse(), date(2026, 1, 1)
        for number, (act, amount, wait) in enumerate(acts):
            day += timedelta(days=wait)
            done(act, party, amount, day, number, purse)
            assert points(party) >= 0
        expire_points(day, RATNA)
        purse.expire(0, day)
        kept = [(one.until, one.left_minor // 100) for one in known_lots()]
        assert kept == [tuple(lot) for lot in purse.lots]
        assert points(party) == sum(one for _, one in kept)


def done(act, party, amount, day, number, purse):
    if act == "grant":
        about = About("award", number)
        posted(
            points_granted(f"g {number}", str(party.pk), amount * 100, about), on_day=day
        )
        purse.grant(amount, day)
    elif act == "expire":
        expire_points(day, RATNA)
        purse.expire(amount, day)
    else:
        with time_machine.travel(
            datetime(day.year, day.month, day.day, 5, tzinfo=UTC), tick=False
        ):
            before = Entry.objects.count()
            if purse.spend(amount, day):
                spend_points(party, amount * 100, f"k {number}", "x", RATNA)
            else:
                with pytest.raises(Refused):
                    spend_points(party, amount * 100, f"k {number}", "x", RATNA)
                assert Entry.objects.count() == before
