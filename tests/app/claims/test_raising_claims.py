"""What suppliers bear becomes claims: once, month by month, with what came late."""

from __future__ import annotations

import pytest
from builders import a_party, a_promise, an_actor
from funded import COMMISSION, raised, rupiahs, sent, state
from months import NOVEMBER, OCTOBER, balance, closed, finalised, on, sold

from setia.claims.models import Claim, ClaimLine
from setia.claims.withdraw_claim import withdraw_claim
from setia.closing.models import Period
from setia.closing.reopen_period import reopen_period
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.reconcile import reconcile


def codes(refused):
    return {one.code for one in refused.value.problems}


@pytest.fixture
def october(world):
    """October: Ani sold for Rp1,000,000 and Budi for Rp500,000; the supplier bears 60 %."""
    a_promise(COMMISSION)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.budi, world.goods, "2026-10-06", 500_000)
    finalised(OCTOBER, "2026-11-03")
    return world


def test_a_final_month_becomes_one_claim_for_each_supplier(october):
    claims = raised(OCTOBER, "2026-11-04")

    assert rupiahs(claims) == [("KLM-2026-10-1", 90_000)]
    assert (claims[0].supplier, state(claims[0])) == (october.supplier, "raised")
    assert balance(AccountKind.UNCLAIMED, october.supplier) == 0
    assert balance(AccountKind.CLAIMED, october.supplier) == 90_000
    lines = ClaimLine.objects.values_list("award__party__code", "amount_minor")
    assert sorted(lines) == [("R-1", 60_000_00), ("R-2", 30_000_00)]
    entry = TrailEntry.objects.get(act="claim.raised")
    assert entry.params == {
        "claim": "KLM-2026-10-1",
        "supplier": "Arum",
        "month": "2026-10",
    }
    assert reconcile() == []


def test_raising_again_raises_nothing(october):
    raised(OCTOBER, "2026-11-04")
    entries = Entry.objects.count()

    assert raised(OCTOBER, "2026-11-05") == []
    assert (Claim.objects.count(), Entry.objects.count()) == (1, entries)


def test_a_month_that_is_not_final_cannot_be_claimed(world):
    a_promise(COMMISSION)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    closed(OCTOBER, "2026-11-03")

    for month in (OCTOBER, NOVEMBER):
        with pytest.raises(Refused) as refused:
            raised(month, "2026-11-04")
        assert codes(refused) == {"claim.month_not_final"}
    assert not Claim.objects.exists()


def test_what_comes_late_is_a_line_of_the_next_claim_that_names_its_month(october):
    raised(OCTOBER, "2026-11-04")
    sold("C", october.ani, october.goods, "2026-10-20", 200_000, known="2026-11-10")
    sold("D", october.ani, october.goods, "2026-11-12", 300_000)
    finalised(NOVEMBER, "2026-12-03")

    claims = raised(NOVEMBER, "2026-12-04")

    # 60 % of 10 % of Rp200,000 of October, and of Rp300,000 of November
    assert rupiahs(claims) == [("KLM-2026-11-1", 30_000)]
    lines = claims[0].lines.values_list("home_month", "amount_minor")
    assert sorted(lines) == [(OCTOBER, 12_000_00), (NOVEMBER, 18_000_00)]


def test_what_was_taken_back_is_less_on_the_next_claim(october):
    raised(OCTOBER, "2026-11-04")
    _return(october, 400_000)
    sold("D", october.budi, october.goods, "2026-11-12", 1_000_000)
    finalised(NOVEMBER, "2026-12-03")

    claims = raised(NOVEMBER, "2026-12-04")

    assert rupiahs(claims) == [("KLM-2026-11-1", 36_000)]
    lines = claims[0].lines.values_list("home_month", "amount_minor")
    assert sorted(lines) == [(OCTOBER, -24_000_00), (NOVEMBER, 60_000_00)]


def test_more_taken_back_than_given_waits_for_the_next_month(october):
    raised(OCTOBER, "2026-11-04")
    _return(october, 1_000_000)
    finalised(NOVEMBER, "2026-12-03")
    assert raised(NOVEMBER, "2026-12-04") == []
    assert balance(AccountKind.UNCLAIMED, october.supplier) == -60_000

    december = NOVEMBER.replace(month=12)
    sold("E", october.budi, october.goods, "2026-12-12", 2_000_000)
    finalised(december, "2027-01-03")

    assert rupiahs(raised(december, "2027-01-04")) == [("KLM-2026-12-1", 60_000)]
    assert balance(AccountKind.UNCLAIMED, october.supplier) == 0


def test_a_month_that_is_open_again_claims_nothing_before_it_is_final_again(october):
    raised(OCTOBER, "2026-11-04")
    sold("C", october.ani, october.goods, "2026-10-20", 200_000, known="2026-11-10")
    with on("2026-11-11"):
        reopen_period(Period.objects.get(month=OCTOBER), "Faktur terselip", an_actor())
    closed(OCTOBER, "2026-11-11")
    with pytest.raises(Refused) as refused:
        raised(OCTOBER, "2026-11-11")
    assert codes(refused) == {"claim.month_not_final"}

    finalised(OCTOBER, "2026-11-12")

    assert rupiahs(raised(OCTOBER, "2026-11-12")) == [("KLM-2026-10-2", 12_000)]


def test_a_withdrawn_claim_is_posted_back_and_can_be_raised_anew(october):
    (claim,) = raised(OCTOBER, "2026-11-04")
    with on("2026-11-05"):
        withdraw_claim(claim, "Salah alamat", an_actor())
    assert state(claim) == "withdrawn"
    assert balance(AccountKind.UNCLAIMED, october.supplier) == 90_000
    assert balance(AccountKind.CLAIMED, october.supplier) == 0

    assert rupiahs(raised(OCTOBER, "2026-11-06")) == [("KLM-2026-10-2", 90_000)]
    with on("2026-11-06"), pytest.raises(Conflict, match=r"claim\.withdrawn"):
        withdraw_claim(claim, "lagi", an_actor())


def test_what_was_sent_cannot_be_withdrawn(october):
    (claim,) = raised(OCTOBER, "2026-11-04")
    sent(claim, "2026-11-04")

    with on("2026-11-05"), pytest.raises(Refused) as refused:
        withdraw_claim(claim, "Salah", an_actor())
    assert codes(refused) == {"claim.sent_already"}
    assert balance(AccountKind.CLAIMED, october.supplier) == 90_000


def test_two_suppliers_get_a_claim_each_and_neither_the_others_part(world):
    a_party("SUP-2", "Bumi", role="supplier")
    shares = "[{party: SUP-1, share: 60%}, {party: SUP-2, share: 40%}]"
    a_promise(COMMISSION.replace("[{party: SUP-1, share: 60%}]", shares))
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")

    told = [(one.supplier.code, one.amount_minor) for one in raised(OCTOBER, "2026-11-04")]
    assert told == [("SUP-1", 60_000_00), ("SUP-2", 40_000_00)]


def test_points_are_claimed_apart_from_money(october):
    points = COMMISSION.replace("komisi", "poin").replace("Komisi", "Poin")
    a_promise(points + "settlement: {as: points}\n")
    finalised_again(OCTOBER)

    told = [(one.unit, one.amount_minor) for one in raised(OCTOBER, "2026-11-12")]
    assert told == [("IDR", 90_000_00), ("points", 90_000_00)]


@pytest.mark.parametrize("role", [Role.CHANNEL_MANAGER, Role.SUPPLIER, Role.PARTNER])
def test_few_may_raise_claims(october, role):
    with pytest.raises(NotPermitted):
        raised(OCTOBER, "2026-11-04", by=an_actor(role))


def finalised_again(month):
    with on("2026-11-11"):
        reopen_period(Period.objects.get(month=month), "Program baru", an_actor())
    finalised(month, "2026-11-11")


def _return(world, rupiah):
    returned = {"returns_order_id": "A", "quantity_milli": -1_000}
    sold("A-R", world.ani, world.goods, "2026-11-06", -rupiah, **returned)
