"""Published numbers about booking, by hand: interim settlement, corrected periods, returns."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from builders import a_business, a_party, a_product, a_promise, an_actor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from months import NOVEMBER, OCTOBER, balance, booked, closed, finalised, moment, on, sold

from setia.closing.models import Award, Booking
from setia.ledger.balances import balance_of
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.sales.drafts import LineDraft
from setia.sales.models.arrival import ArrivalKind
from setia.sales.record_lines import Delivery, record_lines

DECEMBER = date(2026, 12, 1)
SCALE = """
setia: 1
id: skala
title: {id: Skala, en: Scale}
period: {from: 2026-10-01, to: 2026-12-31}
reward:
  mode: retroactive
  tiers: [{from: 5000, rate: 2%}, {from: 27000, rate: 4%}]
"""
PER_UNIT = """
setia: 1
id: per-unit
title: {id: Per unit, en: Per unit}
period: {from: 2026-10-01, to: 2026-12-31, every: month}
measure: quantity
reward: {per_unit: 10}
"""
RESTATED = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-10-01, to: 2026-12-31, every: month}
returns: restate
reward: {rate: 10%}
"""


def test_g2_interim_settlement_pays_what_is_left_at_the_end(world):
    a_promise(SCALE)
    for order, day, rupiah in (
        ("A", "2026-10-05", 3_000),
        ("B", "2026-11-05", 4_000),
        ("C", "2026-12-05", 20_000),
    ):
        sold(order, world.ani, world.goods, day, rupiah)

    totals = []
    for month, day in (
        (OCTOBER, "2026-11-03"),
        (NOVEMBER, "2026-12-03"),
        (DECEMBER, "2027-01-03"),
    ):
        finalised(month, day)
        totals.append(booked().get(("R-1", "10-01"), 0))

    assert totals == [0, 140, 1_080]
    assert [after - before for before, after in pairwise(totals)] == [140, 940]
    assert balance(AccountKind.PAYABLE, world.ani) == 1_080


def test_g6_a_corrected_period_keeps_its_own_difference(world):
    a_promise(PER_UNIT)
    sold("A", world.ani, world.goods, "2026-10-05", 5_000, quantity_milli=5_000)
    finalised(OCTOBER, "2026-11-03")
    assert booked() == {("R-1", "10-01"): 50}
    late = {"quantity_milli": 2_000, "known": "2026-11-10"}
    sold("B", world.ani, world.goods, "2026-10-20", 2_000, **late)
    sold("C", world.ani, world.goods, "2026-11-11", 3_000, quantity_milli=3_000)

    closed(NOVEMBER, "2026-12-03")

    found = Booking.objects.filter(run__period__month=NOVEMBER).order_by("home_month")
    assert [(one.home_month, one.delta_minor // 100) for one in found] == [
        (OCTOBER, 20),
        (NOVEMBER, 30),
    ]


PIECES = st.lists(st.integers(1, 9), min_size=1, max_size=4).map(
    lambda cuts: [*cuts, 100 - sum(cuts)]
)


@settings(
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(PIECES, st.permutations(range(4)), st.integers(0, 4))
def test_g10_a_sale_that_comes_back_in_pieces_leaves_nothing(
    businesses, pieces, order, closed_after
):
    with businesses():
        a_business()
        ani, goods = a_party("R-1"), a_product("P-1")
        a_promise(RESTATED)
        sold("A", ani, goods, "2026-10-05", 1_000_000)
        finalised(OCTOBER, "2026-11-03")
        shuffled = sorted(range(len(pieces)), key=lambda place: order[place % 4])
        for number, place in enumerate(shuffled):
            back = {"returns_order_id": "A", "quantity_milli": -1}
            sold(f"R{place}", ani, goods, "2026-11-06", -pieces[place] * 10_000, **back)
            if number == closed_after:
                closed(NOVEMBER, "2026-12-03")
        closed(NOVEMBER, "2026-12-04")

        assert Award.objects.get().booked_minor == 0
        owed = balance(AccountKind.PAYABLE, ani) + balance(AccountKind.ACCRUED, ani)
        assert owed == balance(AccountKind.ARREARS, ani)
        assert balance_of(AccountKind.REWARD_COST, "komisi", "IDR") == 0


def test_g12_the_same_sale_delivered_three_times_by_two_workers_is_one_credit(world):
    a_promise(RESTATED)
    line = LineDraft(
        order_id="A",
        line_no=1,
        sold_at=moment("2026-10-05"),
        seller="R-1",
        product="P-1",
        quantity_milli=1_000,
        amount_minor=1_000_000_00,
    )
    with on("2026-10-06"):
        for worker, key in (("one", "event 1"), ("one", "event 1"), ("other", "event 9")):
            record_lines([line], Delivery(ArrivalKind.API, worker, key), an_actor())

    closed(OCTOBER, "2026-11-03")
    assert booked() == {("R-1", "10-01"): 100_000}
    assert Entry.objects.count() == 1
