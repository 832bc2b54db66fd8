"""Entries are only added, each key once; balances are what the entries say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from setia.core.errors import Conflict, Refused
from setia.core.write_rows import write_rows
from setia.ledger.balances import balance_of, balances_of
from setia.ledger.models import Account, Entry, Snapshot
from setia.ledger.models.account import AccountKind
from setia.ledger.post import Batch, post
from setia.ledger.reconcile import reconcile
from setia.ledger.take_snapshot import take_snapshot
from setia.ledger.templates.award_accrued import award_accrued
from setia.ledger.templates.award_released import award_released
from setia.ledger.transfer import About, Name, Transfer

pytestmark = pytest.mark.django_db
BATCH = Batch("close 1", datetime(2026, 11, 3, tzinfo=UTC), date(2026, 10, 31))
AWARD = About("award", 7)


def accrued(key="a", party="1", amount=50_000_00):
    return award_accrued(key, "komisi", party, "IDR", amount, AWARD)


def posted(*transfers, batch=BATCH):
    with transaction.atomic():
        return post(transfers, batch)


def owed(party="1"):
    return balance_of(AccountKind.ACCRUED, party, "IDR")


def test_a_key_that_comes_again_posts_nothing():
    assert posted(accrued()) == 1
    assert posted(accrued()) == 0
    assert posted(accrued(), accrued("b")) == 1

    assert owed() == 100_000_00


def test_a_key_that_comes_again_with_another_sum_is_refused_whole():
    posted(accrued())

    with pytest.raises(Conflict, match=r"ledger\.key_reused"):
        posted(accrued("new"), accrued(amount=1_00))
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "amount", [0, -1_00, 1_50], ids=["nothing", "below", "half a rupiah"]
)
def test_what_is_no_whole_rupiah_above_zero_is_refused(amount):
    with pytest.raises(Refused):
        posted(accrued(amount=amount))


@pytest.mark.parametrize(
    "wrong",
    [{"amount_minor": 0}, {"amount_minor": -5}, {"amount_minor": 150}, {"credit_id": 1}],
    ids=["nothing", "below zero", "half a rupiah", "from an account to itself"],
)
def test_the_database_itself_refuses_what_cannot_be_an_entry(wrong):
    posted(accrued())
    first = Entry.objects.get()
    columns = ("key", "event", "at", "on", "debit_id", "credit_id", "unit", "amount_minor")
    row = {name: getattr(first, name) for name in columns} | {"key": "x", "debit_id": 1}
    row |= {"credit_id": 2} | wrong
    rest = {"about_kind": "award", "about_id": 7, "batch": "b"}

    with pytest.raises(IntegrityError), transaction.atomic():
        write_rows(Entry, (*row, *rest), [(*row.values(), *rest.values())])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET amount_minor = 100",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_account SET owner = '9'",
        "DELETE FROM ledger_account",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete(sql):
    posted(accrued())

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert owed() == 50_000_00


def test_money_outside_of_a_transaction_does_not_move(transactional_db):
    with pytest.raises(RuntimeError):
        post([accrued()], BATCH)


def test_points_and_money_of_one_party_are_two_balances():
    posted(accrued(), award_accrued("p", "poin", "1", "points", 30_00, AWARD))

    assert balances_of(AccountKind.ACCRUED, "points") == {"1": 30_00}
    assert owed() == 50_000_00


def test_a_balance_can_be_asked_as_it_was_known():
    posted(accrued())
    later = Batch("close 2", datetime(2026, 12, 3, tzinfo=UTC), date(2026, 11, 30))
    posted(accrued("late", amount=1_00), batch=later)

    known = balances_of(AccountKind.ACCRUED, "IDR", ["1"], BATCH.at)
    assert known == {"1": 50_000_00}


def test_a_snapshot_changes_no_balance():
    posted(accrued(), award_released("r", "1", "IDR", 20_000_00, AWARD))
    before = owed()
    assert take_snapshot(least=1) > 0

    assert owed() == before == 30_000_00
    posted(accrued("more", amount=1_00))
    assert owed() == 30_001_00
    assert reconcile() == []


def test_a_snapshot_that_lies_is_told_and_not_repaired():
    posted(accrued())
    take_snapshot(least=1)
    Snapshot.objects.filter(account__kind="accrued").update(credits_minor=1_00)

    told = reconcile()
    assert [(one.kept, one.counted) for one in told if "snapshot" in one.what] == [
        (1_00, 50_000_00)
    ]
    assert Snapshot.objects.filter(credits_minor=1_00).exists()


KINDS = st.sampled_from(list(AccountKind))
NAMES = st.builds(Name, KINDS, st.sampled_from(["", "1", "2"]))
MOVES = st.lists(
    st.tuples(
        st.integers(0, 12),
        NAMES,
        NAMES,
        st.sampled_from(["IDR", "points"]),
        st.integers(1, 10**9),
    ).filter(lambda move: move[1] != move[2]),
    max_size=30,
)


@settings(deadline=None, max_examples=40)
@given(MOVES)
def test_whatever_is_posted_debits_and_credits_agree(moves):
    with transaction.atomic():
        kept = {}
        for key, debit, credit, unit, amount in moves:
            one = Transfer(str(key), "test", debit, credit, unit, amount * 100, AWARD)
            if key in kept and kept[key] != one:
                with pytest.raises(Conflict), transaction.atomic():
                    post([one], BATCH)
            else:
                assert post([one], BATCH) == (key not in kept)
                kept[key] = one
        assert Entry.objects.count() == len(kept)
        assert reconcile() == []
        for unit in ("IDR", "points"):
            by_hand = sum(
                one.amount_minor
                * (+1 if one.credit == Name(AccountKind.PAYABLE, "1") else 0)
                - one.amount_minor
                * (+1 if one.debit == Name(AccountKind.PAYABLE, "1") else 0)
                for one in kept.values()
                if one.unit == unit
            )
            assert balance_of(AccountKind.PAYABLE, "1", unit) == by_hand
        transaction.set_rollback(True)


def test_accounts_are_opened_once():
    posted(accrued(), accrued("b"))

    assert Account.objects.count() == 2
