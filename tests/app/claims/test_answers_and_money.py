"""What becomes of a claim: sent, accepted, disputed, paid in parts, written off, grown old."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_party, a_promise, a_second_person, an_actor
from funded import COMMISSION, open_rupiah, raised, received, sent, state
from months import OCTOBER, balance, finalised, on, sold

from setia.claims.accept_claim import accept_claim
from setia.claims.ageing import ageing_of
from setia.claims.dispute_claim import dispute_claim
from setia.claims.models import Claim, ClaimReceipt
from setia.claims.receive_claim import Money, receive_claim
from setia.claims.send_claim import send_claim
from setia.claims.write_off_claim import write_off_claim
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.ledger.balances import balance_of
from setia.ledger.models import Entry
from setia.ledger.models.account import AccountKind
from setia.ledger.reconcile import reconcile


def codes(refused):
    return {one.code for one in refused.value.problems}


@pytest.fixture
def claim(world):
    """A claim of Rp90,000, raised on 4 November."""
    a_promise(COMMISSION)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    sold("B", world.budi, world.goods, "2026-10-06", 500_000)
    finalised(OCTOBER, "2026-11-03")
    (claim,) = raised(OCTOBER, "2026-11-04")
    return claim


def supplier(world, *more):
    return an_actor(Role.SUPPLIER, party_ids=frozenset({world.supplier.pk, *more}))


def in_the_bank() -> int:
    return balance_of(AccountKind.BANK, "", "IDR") // 100


def test_a_claim_is_paid_in_parts_until_nothing_is_open(claim, world):
    sent(claim, "2026-11-05")
    assert state(claim) == "sent"
    received(claim, "2026-11-20", 50_000, "m-1")
    assert (state(claim), open_rupiah(claim)) == ("part_received", 40_000)
    received(claim, "2026-11-21", 40_000, "m-2")

    assert (state(claim), open_rupiah(claim)) == ("received", 0)
    assert balance(AccountKind.CLAIMED, world.supplier) == 0
    assert in_the_bank() == 90_000
    assert [str(one.on) for one in Entry.objects.filter(event="claim_received")] == [
        "2026-11-20",
        "2026-11-21",
    ]
    assert reconcile() == []


def test_more_than_is_open_is_refused_and_changes_nothing(claim):
    sent(claim, "2026-11-05")
    received(claim, "2026-11-20", 50_000, "m-1")

    with pytest.raises(Refused) as refused:
        received(claim, "2026-11-21", 40_001, "m-2")
    assert codes(refused) == {"claim.more_than_open"}
    assert (open_rupiah(claim), ClaimReceipt.objects.count()) == (40_000, 1)


def test_the_same_key_records_money_once(claim):
    sent(claim, "2026-11-05")
    first = received(claim, "2026-11-20", 50_000, "m-1")

    assert received(claim, "2026-11-20", 50_000, "m-1") == first
    with pytest.raises(Conflict, match=r"claim\.key_reused"):
        received(claim, "2026-11-20", 40_000, "m-1")
    assert open_rupiah(claim) == 40_000


@pytest.mark.parametrize("amount", [0, -1_00, 50])
def test_what_is_no_whole_amount_above_zero_is_no_receipt(claim, amount):
    sent(claim, "2026-11-05")

    with on("2026-11-20"), pytest.raises(Refused) as refused:
        receive_claim(claim, Money("m-1", date(2026, 11, 20), amount), an_actor())
    assert codes(refused) == {"claim.amount"}


def test_money_does_not_come_on_a_day_that_is_ahead(claim):
    sent(claim, "2026-11-05")

    with on("2026-11-20"), pytest.raises(Refused) as refused:
        receive_claim(claim, Money("m-1", date(2026, 11, 21), 1_00), an_actor())
    assert codes(refused) == {"claim.day_ahead"}


def test_nothing_is_answered_or_paid_before_the_claim_is_sent(claim):
    acts = [
        lambda: receive_claim(claim, Money("m", date(2026, 11, 4), 1_00), an_actor()),
        lambda: accept_claim(claim, 90_000_00, an_actor()),
        lambda: dispute_claim(claim, 90_000_00, "Salah", an_actor()),
        lambda: write_off_claim(claim, 90_000_00, "Salah", a_second_person()),
    ]
    for act in acts:
        with on("2026-11-04"), pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == {"claim.not_sent"}
    assert state(claim) == "raised"


def test_a_claim_is_sent_once(claim):
    sent(claim, "2026-11-05")
    with pytest.raises(Conflict, match=r"claim\.sent_already"):
        sent(claim, "2026-11-06")
    with pytest.raises(Refused) as refused:
        send_claim(claim, " ", an_actor())
    assert codes(refused) == {"claim.to_missing"}


def test_a_supplier_disputes_and_then_accepts_a_part(claim, world):
    sent(claim, "2026-11-05")
    with on("2026-11-06"):
        dispute_claim(claim, 30_000_00, "Budi bukan mitra kami", supplier(world))
    assert state(claim) == "disputed"

    with on("2026-11-07"):
        with pytest.raises(Refused) as refused:
            accept_claim(claim, 90_001_00, supplier(world))
        assert codes(refused) == {"claim.more_than_claimed"}
        accept_claim(claim, 60_000_00, supplier(world))

        assert state(claim) == "accepted"
        with pytest.raises(Conflict, match=r"claim\.accepted_already"):
            dispute_claim(claim, 1_00, "lagi", supplier(world))
        with pytest.raises(Conflict, match=r"claim\.accepted_already"):
            accept_claim(claim, 60_000_00, supplier(world))


def test_a_dispute_says_why(claim):
    sent(claim, "2026-11-05")
    with on("2026-11-06"), pytest.raises(Refused) as refused:
        dispute_claim(claim, 0, " ", an_actor())
    assert codes(refused) == {"claim.amount", "claim.reason_missing"}


def test_a_second_person_writes_off_what_will_not_come(claim, world):
    sent(claim, "2026-11-05")
    received(claim, "2026-11-20", 60_000, "m-1")
    with on("2026-12-01"):
        with pytest.raises(Refused) as refused:
            write_off_claim(claim, 30_000_00, "Budi", an_actor())
        assert codes(refused) == {"claim.same_person"}
        assert open_rupiah(claim) == 30_000

        write_off_claim(claim, 30_000_00, "Budi", a_second_person())

    assert (state(claim), open_rupiah(claim)) == ("written_off", 0)
    assert balance(AccountKind.CLAIMED, world.supplier) == 0
    assert balance_of(AccountKind.WRITTEN_OFF, "", "IDR") == 30_000_00
    with pytest.raises(Refused) as refused:
        received(claim, "2026-12-02", 1, "m-2")
    assert codes(refused) == {"claim.settled"}


def test_a_supplier_answers_its_own_claims_only_and_moves_no_money(claim, world):
    other = a_party("SUP-2", role="supplier")
    stranger = an_actor(Role.SUPPLIER, party_ids=frozenset({other.pk}))
    assert not Claim.objects.visible_to(supplier(world)), "it was not sent yet"
    sent(claim, "2026-11-05")

    assert list(Claim.objects.visible_to(supplier(world))) == [claim]
    assert not Claim.objects.visible_to(stranger)
    with on("2026-11-06"), pytest.raises(NotFound):
        accept_claim(claim, 90_000_00, stranger)
    with on("2026-11-06"), pytest.raises(NotPermitted):
        write_off_claim(claim, 90_000_00, "x", supplier(world))
    with on("2026-11-06"), pytest.raises(NotPermitted):
        received(claim, "2026-11-06", 1, "m-1", by=supplier(world))
    assert state(claim) == "sent"


@pytest.mark.parametrize("role", [Role.SALESPERSON, Role.PARTNER, Role.CASHIER])
def test_whoever_has_a_narrow_reach_sees_no_claim(claim, world, role):
    sent(claim, "2026-11-05")
    actor = an_actor(role, party_ids=frozenset({world.supplier.pk}))
    seen = Claim.objects.visible_to(actor)
    assert list(seen) == ([claim] if role == Role.CASHIER else [])
    with pytest.raises(NotPermitted):
        accept_claim(claim, 90_000_00, actor)


@pytest.mark.parametrize(
    ("day", "column"),
    [
        (date(2026, 11, 5), 1),
        (date(2026, 12, 5), 1),
        (date(2026, 12, 6), 2),
        (date(2027, 1, 4), 2),
        (date(2027, 1, 5), 3),
        (date(2027, 2, 3), 3),
        (date(2027, 2, 4), 4),
    ],
    ids=["0 days", "30", "31", "60", "61", "90", "91"],
)
def test_a_claim_grows_old_from_the_day_it_was_sent(claim, world, day, column):
    sent(claim, "2026-11-05")
    received(claim, "2026-11-20", 50_000, "m-1")

    (row,) = ageing_of(list(Claim.objects.select_related("supplier")), day)

    expected = [0, 0, 0, 0, 0]
    expected[column] = 40_000_00
    assert (row.supplier, row.open_minor) == (world.supplier, tuple(expected))
    assert row.total_minor == 40_000_00


def test_what_was_not_sent_has_no_age_and_what_is_paid_is_not_listed(claim):
    (row,) = ageing_of([claim], date(2027, 6, 1))
    assert row.open_minor == (90_000_00, 0, 0, 0, 0)
    sent(claim, "2026-11-05")
    received(claim, "2026-11-20", 90_000, "m-1")

    assert ageing_of([claim], date(2027, 6, 1)) == []
