"""A month is run, reviewed, made final and reopened; only differences are booked."""

from __future__ import annotations

from datetime import date

import months
import pytest
from builders import a_party, a_promise, an_actor, approved
from months import (
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    balance,
    booked,
    closed,
    finalised,
    moment,
    on,
    sold,
)

from setia.closing.finalise_period import finalise_period
from setia.closing.models import Award, Booking, CloseRun, Period
from setia.closing.release_awards import release_awards
from setia.closing.reopen_period import reopen_period
from setia.closing.state import State, standing_of
from setia.core.errors import Refused
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.reconcile import reconcile
from setia.programs.draft_version import draft_version
from setia.sales.payments import PaymentDraft, record_payment

MONTHLY = months.MONTHLY + "settlement: {as: money, within: 14d}\n"
QUARTERLY = """
setia: 1
id: rabat
title: {id: Rabat, en: Rebate}
period: {from: 2026-10-01, to: 2026-12-31, every: quarter}
reward: {rate: 1%}
"""


def codes(refused):
    return {one.code for one in refused.value.problems}


def test_a_month_books_what_the_programs_give(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.ani, world.goods, "2026-11-02", 5_000_000)

    run = closed(OCTOBER, "2026-11-03")

    assert booked() == {("R-1", "10-01"): 100_000}
    assert balance(AccountKind.ACCRUED, world.ani) == 100_000
    assert (run.booked.awards, run.booked.entries) == (1, 1)


def test_running_it_again_with_nothing_new_posts_nothing(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    closed(OCTOBER, "2026-11-03")

    again = closed(OCTOBER, "2026-11-04")

    assert (again.booked.awards, again.booked.entries) == (0, 0)
    assert Entry.objects.count() == Booking.objects.count() == 1


def test_a_month_that_is_not_over_cannot_be_closed(world):
    with pytest.raises(Refused) as refused:
        closed(OCTOBER, "2026-10-31")
    assert codes(refused) == {"close.not_over"}


def test_a_late_sale_becomes_an_adjustment_that_names_its_month(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    sold("B", world.ani, world.goods, "2026-10-20", 500_000, known="2026-11-10")

    finalised(NOVEMBER, "2026-12-03")

    assert booked() == {("R-1", "10-01"): 150_000}
    late = Booking.objects.get(run__period__month=NOVEMBER)
    assert (late.home_month, late.delta_minor) == (OCTOBER, 50_000_00)
    assert Entry.objects.get(batch="close 2").on.month == 11


def test_a_return_takes_back_what_still_waits_before_it_makes_arrears(world):
    a_promise(MONTHLY.replace("reward:", "returns: restate\nreward:"))
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    assert balance(AccountKind.PAYABLE, world.ani) == 100_000
    returned = {"returns_order_id": "A", "quantity_milli": -1_000}
    sold("A-R", world.ani, world.goods, "2026-11-06", -1_000_000, **returned)

    closed(NOVEMBER, "2026-12-03")

    assert booked() == {}
    award = Award.objects.get()
    assert (award.home_month, award.final) == (OCTOBER, True), "it keeps its own month"
    assert Booking.objects.get(run__period__month=NOVEMBER).home_month == OCTOBER
    assert balance(AccountKind.PAYABLE, world.ani) == 100_000
    assert balance(AccountKind.ARREARS, world.ani) == 100_000


def test_a_quarter_is_accrued_month_by_month_and_trued_up(world):
    a_promise(QUARTERLY)
    for order, day in (("A", "2026-10-05"), ("B", "2026-11-02"), ("C", "2026-11-20")):
        sold(order, world.ani, world.goods, day, 1_000_000)

    finalised(OCTOBER, "2026-11-03")
    assert booked() == {("R-1", "10-01"): 10_000}, "not the sale of 2 November"
    finalised(NOVEMBER, "2026-12-03")

    assert booked() == {("R-1", "10-01"): 30_000}
    events = list(Entry.objects.order_by("pk").values_list("event", flat=True))
    assert events == ["award_accrued", "award_trued_up"]
    assert balance(AccountKind.PAYABLE, world.ani) == 0, "a running window releases nothing"


def test_reopening_an_earlier_month_leaves_accruals_to_the_latest(world):
    a_promise(QUARTERLY)
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.ani, world.goods, "2026-11-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    finalised(NOVEMBER, "2026-12-03")
    before = booked()
    sold("C", world.ani, world.goods, "2026-10-06", 1_000_000, known="2026-12-04")
    with on("2026-12-05"):
        reopen_period(Period.objects.get(month=OCTOBER), "Faktur terselip", an_actor())

    run = closed(OCTOBER, "2026-12-05")

    assert run.run.revision == 2
    assert booked() == before | {("R-1", "10-01"): booked()["R-1", "10-01"]}
    monthly = Award.objects.get(program__code="komisi", window_from=OCTOBER)
    quarter = Award.objects.get(program__code="rabat")
    assert (monthly.booked_minor, quarter.booked_minor) == (200_000_00, 20_000_00)


def test_a_final_month_must_be_reopened_with_a_reason(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    october = Period.objects.get()
    assert standing_of(october).state == State.FINAL

    with pytest.raises(Refused) as refused:
        closed(OCTOBER, "2026-11-04")
    assert codes(refused) == {"close.is_final"}
    with pytest.raises(Refused) as refused:
        reopen_period(october, " ", an_actor())
    assert codes(refused) == {"close.reason_missing"}


def test_a_later_month_waits_until_the_earlier_one_is_final(world):
    a_promise(MONTHLY)
    closed(SEPTEMBER, "2026-10-02")

    with pytest.raises(Refused) as refused:
        closed(OCTOBER, "2026-11-02")
    assert codes(refused) == {"close.earlier_open"}


def test_what_was_looked_at_is_what_becomes_final(world):
    a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    seen = closed(OCTOBER, "2026-11-03").run
    closed(OCTOBER, "2026-11-04")

    with on("2026-11-04"), pytest.raises(Exception, match=r"close\.meanwhile"):
        finalise_period(Period.objects.get(), seen, an_actor())


def test_a_release_waits_for_the_return_window(world):
    a_promise(MONTHLY.replace("within: 14d", "within: 14d, hold: 7d"))
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    assert balance(AccountKind.PAYABLE, world.ani) == 0

    finalised(NOVEMBER, "2026-12-03")
    assert balance(AccountKind.PAYABLE, world.ani) == 100_000


def test_a_release_waits_until_the_sale_is_paid(world):
    a_promise(MONTHLY.replace("within: 14d", "within: 14d, release: when_paid"))
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.ani, world.goods, "2026-10-06", 500_000)
    with on("2026-10-07"):
        record_payment(
            PaymentDraft("B", "cash", moment("2026-10-07"), 500_000_00), an_actor()
        )
    finalised(OCTOBER, "2026-11-03")
    assert balance(AccountKind.PAYABLE, world.ani) == 50_000

    with on("2026-11-05"):
        record_payment(
            PaymentDraft("A", "cash", moment("2026-11-05"), 999_999_00), an_actor()
        )
        assert release_awards(an_actor()) == 0
        record_payment(PaymentDraft("A", "cash", moment("2026-11-05"), 1_00), an_actor())
        assert release_awards(an_actor()) == 1
    assert balance(AccountKind.PAYABLE, world.ani) == 150_000


def test_a_supplier_bears_its_part_and_takes_it_back_with_the_award(world):
    supplier = a_party("SUP-1", role="supplier")
    a_promise(MONTHLY + "returns: restate\nfunding: [{party: SUP-1, share: 60%}]\n")
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    assert balance(AccountKind.UNCLAIMED, supplier) == 60_000
    returned = {"returns_order_id": "A", "quantity_milli": -1_000}
    sold("A-R", world.ani, world.goods, "2026-11-06", -500_000, **returned)

    closed(NOVEMBER, "2026-12-03")
    assert balance(AccountKind.UNCLAIMED, supplier) == 30_000


def test_what_is_paid_to_a_charity_is_owed_to_the_charity(world):
    charity = a_party("YAY", role="charity")
    a_promise(MONTHLY + "payee: YAY\n")
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")

    assert balance(AccountKind.PAYABLE, charity) == 100_000
    assert balance(AccountKind.PAYABLE, world.ani) == 0


def test_a_new_version_counts_from_its_day_and_the_past_stays(world):
    program = a_promise(MONTHLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    better = MONTHLY.replace("10%", "20%")
    draft_version(program, better, date(2026, 11, 1), "Naik", an_actor())
    approved(program)
    sold("B", world.ani, world.goods, "2026-10-06", 100_000, known="2026-11-10")
    sold("C", world.ani, world.goods, "2026-11-10", 1_000_000)

    finalised(NOVEMBER, "2026-12-03")

    assert booked() == {("R-1", "10-01"): 110_000, ("R-1", "11-01"): 200_000}


def test_the_ledger_agrees_with_every_award(world):
    a_promise(MONTHLY)
    a_promise(QUARTERLY)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")

    assert reconcile() == []
    assert CloseRun.objects.get().summary == {
        "awards": 1,
        "changed": 2,
        "entries": 2,
        "funding": 0,
    }
