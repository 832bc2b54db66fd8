"""An approved run leaves for the bank; what fails puts every balance back."""

from __future__ import annotations

from copy import copy
from datetime import date

import pytest
from builders import a_party
from django.db import DatabaseError, transaction
from paying import (
    DAY,
    FITRI,
    RATNA,
    banked,
    books,
    codes,
    on,
    overpaid,
    prepared,
    released,
    rules,
    sent,
)

from setia.closing.hold_award import hold_award
from setia.closing.models import Award
from setia.core.actor import person
from setia.core.errors import Conflict, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.ledger.models import Entry
from setia.payouts.approve_payouts import approve_payouts
from setia.payouts.bank_file_of import bank_file_of, fetch_bank_file
from setia.payouts.cancel_payouts import cancel_payouts
from setia.payouts.models import Payout, PayoutAttempt, PayoutItem, PayoutRun
from setia.payouts.record_outcome import record_outcome
from setia.payouts.record_payee import record_bank_account, record_payee_tax
from setia.payouts.retry_payout import retry_payout
from setia.payouts.settle_attempt import Told
from setia.people.merge_parties import merge_parties

pytestmark = pytest.mark.django_db
THIRD = person(3, "Pak Joko", Role.FINANCE)
ARRIVED = Told(True, date(2026, 11, 11))
FAILED = Told(False, date(2026, 11, 11), "Rekening ditutup")


@pytest.fixture
def ani():
    ani = a_party("R-1", "Ani")
    banked(ani)
    released(ani, 1_000_000)
    overpaid(ani, 100_000)
    return ani


def test_an_approved_run_posts_what_was_netted_withheld_and_sent(ani):
    before = books()
    sent()

    # 900,000 are left; half at 5 % and a fifth more: 27,000.
    assert books() == {
        **{name: sum_ for name, sum_ in before.items() if name[1] != str(ani.pk)},
        ("tax", "", "IDR"): 27_000_00,
        ("in_transfer", "", "IDR"): 873_000_00,
    }
    events = Entry.objects.filter(about_kind="payout").order_by("pk")
    assert list(events.values_list("event", "key")) == [
        ("arrears_netted", "payout STA-1-1 1 netted"),
        ("tax_withheld", "payout STA-1-1 1 tax"),
        ("payout_sent", "payout STA-1-1 1 sent"),
    ]


def test_what_arrived_has_left_the_bank(ani):
    (payout,) = sent()
    record_outcome(payout, ARRIVED, RATNA)

    told = books()
    assert told["bank", "", "IDR"] == 873_000_00
    assert ("in_transfer", "", "IDR") not in told
    with pytest.raises(Refused) as refused:
        record_outcome(payout, FAILED, RATNA)
    assert codes(refused) == ["payout.outcome.not_open"]
    assert books() == told


def test_what_failed_puts_every_balance_back(ani):
    double = a_party("R-9", "Ani W")
    released(double, 500_000)
    overpaid(double, 70_000)
    merge_parties(double, ani, {}, RATNA)
    before = books()
    (payout,) = sent()
    assert books() != before

    record_outcome(payout, FAILED, RATNA)

    assert books() == before
    moved = Entry.objects.filter(about_kind="payout").values_list("event", flat=True)
    assert sorted(moved) == sorted(
        [
            *("payable_moved", "arrears_moved", "arrears_netted"),
            *("tax_withheld", "payout_sent", "payout_failed", "tax_returned"),
            *("arrears_put_back", "arrears_moved", "payable_moved"),
        ]
    )
    assert TrailEntry.objects.filter(act="payout.failed").count() == 1


def test_a_failure_by_hand_says_why(ani):
    (payout,) = sent()
    with pytest.raises(Refused) as refused:
        record_outcome(payout, Told(False, DAY), RATNA)
    assert codes(refused) == ["payout.outcome.reason_missing"]


def test_whoever_prepared_a_run_cannot_approve_it(ani):
    run, before = prepared().run, books()
    with pytest.raises(Refused) as refused:
        approve_payouts(run, RATNA)
    assert codes(refused) == ["payout.run.same_person"]
    assert (books(), PayoutAttempt.objects.count()) == (before, 0)


def test_more_than_a_thousand_awards_of_a_payout_are_read_at_once(ani):
    (payout,), award = sent(), ani.awards.get()
    awards = [copy(award) for _ in range(1_000)]
    for number, one in enumerate(awards):
        one.pk, one.order_id = None, f"B-{number}"
    Award.objects.bulk_create(awards)
    PayoutItem.objects.bulk_create(
        PayoutItem(payout=payout, award=one, amount_minor=1) for one in awards
    )
    (read,) = Payout.objects.with_items()
    assert len(read.items.all()) == 1_001


def test_a_run_is_decided_about_once(ani):
    run = prepared().run
    approve_payouts(run, FITRI)
    told = books()
    with pytest.raises(Conflict, match=r"payout\.run\.meanwhile"):
        approve_payouts(run, THIRD)
    with pytest.raises(Conflict, match=r"payout\.run\.meanwhile"):
        cancel_payouts(run, "Batal", RATNA)
    assert books() == told


def hold(ani):
    hold_award(ani.awards.get(), "Sanggahan", RATNA)


def another_account(ani):
    record_bank_account(ani, "008", "99999999", "Ani", RATNA)


def more_arrears(ani):
    overpaid(ani, 1)


def a_tax_id(ani):
    record_payee_tax(ani, "individual", "3171234567890001", RATNA)


def merged(ani):
    merge_parties(ani, a_party("R-2", "Ani Wijaya"), {}, RATNA)


def released_less(ani):
    awards = type(ani.awards.get()).objects.filter(payee=ani)
    awards.update(released_minor=999_999_00, waiting_minor=1_00)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (hold, "payout.changed.held"),
        (another_account, "payout.changed.account"),
        (more_arrears, "payout.changed.arrears"),
        (a_tax_id, "payout.changed.tax"),
        (merged, "payout.changed.merged"),
        (released_less, "payout.changed.released"),
        (lambda ani: rules(netting_percent=5), "payout.changed.arrears"),
    ],
)
def test_what_changed_underneath_is_told_and_nothing_is_sent(ani, change, code):
    run = prepared().run
    change(ani)
    before = books()

    with pytest.raises(Refused) as refused:
        approve_payouts(run, FITRI)

    assert codes(refused) == [code]
    assert refused.value.problems[0].params == {"key": "STA-1-1", "payee": "Ani"}
    assert (books(), PayoutAttempt.objects.count()) == (before, 0)


def test_more_that_was_released_meanwhile_waits_for_the_next_run(ani):
    run = prepared().run
    released(ani, 60_000)
    approve_payouts(run, FITRI)
    assert Payout.objects.get().gross_minor == 1_000_000_00


def test_a_failed_payout_is_sent_again_under_its_key_to_the_newest_account(ani):
    (payout,) = sent()
    fetch_bank_file(payout.run, FITRI)
    record_outcome(payout, FAILED, RATNA)
    record_bank_account(ani, "008", "99999999", "Ani Wijaya", RATNA)
    again = retry_payout(payout, FITRI)

    assert (again.number, again.file, again.account) == (
        2,
        2,
        ("008", "99999999", "Ani Wijaya"),
    )
    file = bank_file_of(payout.run).decode()
    assert "STA-1-1,008,99999999,Ani Wijaya,873000,IDR" in file
    record_outcome(payout, ARRIVED, RATNA)
    assert books()["bank", "", "IDR"] == 873_000_00
    assert books()["tax", "", "IDR"] == 27_000_00
    assert ("payable", str(ani.pk), "IDR") not in books()


def test_what_may_not_be_sent_again(ani):
    (payout,) = sent()
    with pytest.raises(Conflict, match=r"payout\.retry\.meanwhile"):
        retry_payout(payout, FITRI)
    record_outcome(payout, FAILED, RATNA)
    with pytest.raises(Refused) as refused:
        retry_payout(payout, RATNA)
    assert codes(refused) == ["payout.run.same_person"]
    hold(ani)
    with pytest.raises(Refused) as refused:
        retry_payout(payout, FITRI)
    assert codes(refused) == ["payout.changed.held"]
    assert PayoutAttempt.objects.count() == 1


def test_a_failed_payout_keeps_its_awards_and_its_netting(ani):
    (payout,) = sent()
    record_outcome(payout, FAILED, RATNA)
    released(ani, 200_000)

    second = prepared().run

    later = Payout.objects.get(run=second)
    assert (later.gross_minor, later.netted_minor) == (200_000_00, 0)
    approve_payouts(second, FITRI)
    retry_payout(payout, FITRI)
    assert ("arrears", str(ani.pk), "IDR") not in books()
    assert ("payable", str(ani.pk), "IDR") not in books()


def test_a_file_that_the_bank_may_have_does_not_grow(ani):
    budi, cici = a_party("R-2", "Budi"), a_party("R-3", "Cici")
    banked(budi, cici)
    released(budi, 100_000)
    released(cici, 100_000)
    first, second, third = sent()
    run = first.run
    record_outcome(first, FAILED, RATNA)
    assert retry_payout(first, FITRI).file == 1, "nobody took it yet"
    with on("2026-11-10"):
        assert fetch_bank_file(run, FITRI).decode().count("STA-1-") == 3
    record_outcome(second, FAILED, RATNA)
    record_outcome(third, FAILED, RATNA)
    assert [retry_payout(one, FITRI).file for one in (second, third)] == [2, 2]

    assert bank_file_of(run).decode().count("STA-1-") == 2
    assert bank_file_of(run, 1).decode().count("STA-1-") == 1, "what is open of it"
    assert TrailEntry.objects.filter(act="payout.file_fetched").count() == 1


def test_what_is_sent_again_after_its_day_is_to_be_paid_at_once(ani):
    (payout,) = sent()
    with on("2026-11-08"):
        assert bank_file_of(payout.run).decode().splitlines()[1].endswith("2026-11-10")
    with on("2026-11-12"):
        assert bank_file_of(payout.run).decode().splitlines()[1].endswith("2026-11-12")


def test_a_run_that_nobody_approved_has_no_file(ani):
    run = prepared().run
    with pytest.raises(Refused) as refused:
        fetch_bank_file(run, FITRI)
    assert codes(refused) == ["payout.run.not_approved"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: PayoutRun.objects.update(note="x"),
        lambda: Payout.objects.update(account_no="1"),
        lambda: PayoutAttempt.objects.all().delete(),
    ],
)
def test_the_database_itself_refuses_to_change_what_was_sent(ani, change):
    sent()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
