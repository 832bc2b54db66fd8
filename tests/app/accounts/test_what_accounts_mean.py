"""Dips, concentration, what hangs on an account, and how it works with us."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from accounts.selling import NOVEMBER, OWNER, by_sums, sold
from builders import a_party, an_actor, an_arrival

from setia.accounts.concentration import concentration
from setia.accounts.cooperation import (
    Cooperation,
    Heard,
    Part,
    cooperation_of,
    paid_on_time,
)
from setia.accounts.dips import dipping, stretches, usual_and_last
from setia.accounts.rank_accounts import rank_accounts
from setia.accounts.what_hangs import what_hangs
from setia.core.days import start_of
from setia.core.roles import Role
from setia.sales.models import Payment, PaymentCheck, PaymentVoid


def test_four_stretches_of_thirty_days_end_yesterday():
    days = stretches(date(2026, 11, 10))
    assert days[-1] == (date(2026, 10, 11), date(2026, 11, 10))
    assert days[0] == (date(2026, 7, 13), date(2026, 8, 12))


@pytest.mark.parametrize(
    ("months", "figures"),
    [
        ([300, 600, 900, 100], (600, 100)),
        ([300, 0, 900, 100], None),
        ([100, 100, 101, 0], (100, 0)),
        ([1, 1, 1, 0], None),
    ],
)
def test_what_is_usual_needs_sales_in_each_stretch_before(months, figures):
    assert usual_and_last(months) == figures


# From 13 July: 1.000 in each stretch of 30 days; in the last one what the case says.
@pytest.mark.parametrize(("last", "dips"), [(700, False), (699, True), (0, True)])
def test_a_large_one_dips_below_its_own_months_by_the_percent_of_the_rule(
    goods, last, dips
):
    ani = a_party("R-1", territory="Bali")
    for day in ("2026-07-20", "2026-08-20", "2026-09-20"):
        sold(ani, goods, day, 1_000)
    if last:
        sold(ani, goods, "2026-10-20", last)
    by_sums(100, 50, dip_percent=30)
    rank_accounts(NOVEMBER, OWNER)
    found = dipping(OWNER)
    assert [(one.party.pk, one.last_minor, one.usual_minor) for one in found] == (
        [(ani.pk, last * 100, 100_000)] if dips else []
    )
    elsewhere = an_actor(Role.SALESPERSON, territories=frozenset({"DIY"}))
    assert dipping(elsewhere) == []


def test_a_small_one_does_not_dip(goods):
    ani = a_party("R-1")
    for day in ("2026-07-20", "2026-08-20", "2026-09-20"):
        sold(ani, goods, day, 1_000)
    by_sums(100_000, 50_000)
    rank_accounts(NOVEMBER, OWNER)
    assert dipping(OWNER) == []


def test_the_largest_tenth_of_fifteen_are_two():
    # Of 15 accounts 1, 5 and 10 percent are 1, 1 and 2 of them.
    whole = concentration("", [50, 30, *[1] * 10, 4, 3, 3])
    assert whole.whole_minor == 100
    assert [(top.percent, top.count, top.share) for top in whole.tops] == [
        (1, 1, Decimal("0.5")),
        (5, 1, Decimal("0.5")),
        (10, 2, Decimal("0.8")),
    ]
    assert concentration("", []) is None


def test_with_an_account_go_its_sales_its_margin_and_the_people_below(goods):
    ani = a_party("R-1", territory="Bali")
    under = a_party("R-2", parent=ani, territory="Bali")
    far = a_party("R-3", parent=under, territory="DIY")
    sold(ani, goods, "2026-08-05", 100, cost_minor=60_00)
    sold(ani, goods, "2026-10-05", 50)
    sold(ani, goods, "2026-11-05", 999)
    sold(under, goods, "2026-10-05", 7)
    sold(far, goods, "2026-10-05", 3)
    hangs = what_hangs(ani, NOVEMBER, OWNER)
    assert (hangs.sold_minor, hangs.margin_minor, hangs.costed_minor) == (
        150_00,
        40_00,
        100_00,
    )
    assert (hangs.monthly_minor, hangs.below, hangs.below_sold_minor) == (50_00, 2, 10_00)
    sari = an_actor(Role.SALESPERSON, territories=frozenset({"Bali"}))
    seen = what_hangs(ani, NOVEMBER, sari)
    assert (seen.margin_minor, seen.below, seen.below_sold_minor) == (None, 1, 7_00)


@pytest.mark.parametrize(
    ("parts", "score", "known"),
    [
        ((Part(), Part(), Part()), None, 0),
        ((Part(1, 2), Part(), Part()), 50, 1),
        ((Part(0, 3), Part(), Part()), 0, 1),
        ((Part(1, 3), Part(2, 3), Part(1, 1)), 67, 3),
        ((Part(1, 8), Part(), Part()), 13, 1),
    ],
)
def test_a_score_is_the_average_of_the_parts_that_are_known(parts, score, known):
    works = Cooperation(*parts)
    assert (works.score, works.known) == (score, known)


def pay(order: str, method: str, day: str, rupiah: int, **rest) -> Payment:
    at = start_of(date.fromisoformat(day)) + timedelta(hours=9)
    return Payment.objects.create(
        order_id=order,
        method=method,
        paid_at=at,
        amount_minor=rupiah * 100,
        recorded_at=at,
        arrival=an_arrival(),
        **rest,
    )


# An order of 100 on credit, due on 31 October; each case adds what came in.
@pytest.mark.parametrize(
    ("payments", "part"),
    [
        ([], Part(0, 1)),
        ([("cash", "2026-10-31", 100)], Part(1, 1)),
        ([("cash", "2026-11-01", 100)], Part(0, 1)),
        ([("cash", "2026-10-20", 99)], Part(0, 1)),
        ([("cash", "2026-10-01", 40), ("cash", "2026-10-20", 60)], Part(1, 1)),
    ],
)
def test_credit_is_paid_on_time_where_all_of_it_came_by_the_day(goods, payments, part):
    shop, seller = a_party("O-1", role="outlet"), a_party("D-1")
    sold(seller, goods, "2026-10-01", 100, buyer=shop, order_id="INV/1")
    pay("INV/1", "tempo", "2026-10-01", 100, due_on=date(2026, 10, 31))
    for payment in payments:
        pay("INV/1", *payment)
    assert paid_on_time([shop.pk], NOVEMBER) == {shop.pk: part}


def test_what_was_paid_down_does_not_pay_the_rest(goods):
    shop = a_party("O-1", role="outlet")
    sold(a_party("D-1"), goods, "2026-10-01", 100, buyer=shop, order_id="INV/1")
    pay("INV/1", "cash", "2026-10-01", 60)
    pay("INV/1", "tempo", "2026-10-01", 40, due_on=date(2026, 10, 31))
    assert paid_on_time([shop.pk], NOVEMBER) == {shop.pk: Part(0, 1)}
    pay("INV/1", "cash", "2026-10-31", 40)
    assert paid_on_time([shop.pk], NOVEMBER) == {shop.pk: Part(1, 1)}


def test_a_transfer_counts_once_checked_and_a_voided_payment_never(goods, at_noon):
    shop = a_party("O-1", role="outlet")
    sold(a_party("D-1"), goods, "2026-10-01", 100, buyer=shop, order_id="INV/1")
    pay("INV/1", "tempo", "2026-10-01", 100, due_on=date(2026, 10, 31))
    cash = pay("INV/1", "cash", "2026-10-20", 100)
    PaymentVoid.objects.create(payment=cash, at=at_noon, by="x", reason="x")
    transfer = pay("INV/1", "transfer", "2026-10-20", 100)
    assert paid_on_time([shop.pk], NOVEMBER) == {shop.pk: Part(0, 1)}
    PaymentCheck.objects.create(payment=transfer, at=at_noon, by="x")
    assert paid_on_time([shop.pk], NOVEMBER) == {shop.pk: Part(1, 1)}


def test_what_is_not_due_yet_or_long_past_is_not_judged(goods):
    shop = a_party("O-1", role="outlet")
    for order, due_on in (
        ("INV/1", NOVEMBER),
        ("INV/2", NOVEMBER - timedelta(days=181)),
    ):
        sold(a_party(f"D-{order}"), goods, "2026-05-01", 100, buyer=shop, order_id=order)
        pay(order, "tempo", "2026-05-01", 100, due_on=due_on)
    works = cooperation_of([shop.pk], {shop.pk: Heard(Part(1, 1))}, NOVEMBER)[shop.pk]
    assert (works.payment.known, works.score, works.known) == (False, 100, 1)
