"""The ledger on its pages: a trial balance that agrees, accounts, entries in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import a_business, a_party, a_product, a_promise, a_user
from django.urls import reverse
from months import OCTOBER, finalised, sold

import setia.ledger.templates
from setia.core.roles import Role
from setia.ledger.event_words import EVENTS
from setia.ledger.models import Account, AccountKind, Entry
from setia.ledger.trial_balance import trial_balances

MONTHLY = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-09-01, to: 2026-12-31, every: month}
reward: {rate: 10%}
funding: [{party: SUP-1, share: 60%}]
"""


@pytest.fixture
def books(own_business, client):
    a_business()
    a_party("SUP-1", "Arum", role="supplier")
    a_promise(MONTHLY)
    seller, goods = a_party("R-1", "Ani"), a_product("P-1")
    sold("A", seller, goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    client.force_login(a_user(Role.FINANCE, language="en"))
    return seller


def page(client, name, *args, **query):
    answer = client.get(reverse(f"office:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_trial_balance_tells_every_kind_and_agrees(books):
    (money,) = trial_balances()
    told = {
        str(one.kind): (one.sums.debits // 100, one.sums.credits // 100)
        for one in money.kinds
    }
    assert told == {
        "reward_cost": (100_000, 0),
        "funding_income": (0, 60_000),
        "accrued": (100_000, 100_000),
        "payable": (0, 100_000),
        "unclaimed": (60_000, 0),
    }
    assert (money.unit, money.agrees, money.total.debits) == ("IDR", True, 260_000_00)


def test_the_way_leads_from_the_balance_to_an_entry_in_words(client, books):
    assert "debits and credits agree" in page(client, "ledger")
    assert "Ani" in page(client, "ledger-kind", "IDR", "payable")
    account = Account.objects.get(kind=AccountKind.PAYABLE, owner=str(books.pk))

    told = page(client, "ledger-account", account.pk)

    assert "An award may be paid." in told
    assert reverse("office:award", args=["komisi", "2026-10-01", "R-1"]) in told
    batch = Entry.objects.get(event="award_released").batch
    assert reverse("office:ledger-batch", args=[batch]) in told
    together = page(client, "ledger-batch", "close 1")
    assert "An award was earned." in together
    assert "A supplier bears part of an award." in together


@pytest.mark.parametrize(
    ("kind", "who", "found"),
    [
        ("payable", "ani", True),
        ("payable", "R-1", True),
        ("payable", "Budi", False),
        ("reward_cost", "komisi", True),
        ("reward_cost", "rabat", False),
    ],
)
def test_an_account_is_found_by_whose_it_is(client, books, kind, who, found):
    told = page(client, "ledger-kind", "IDR", kind, q=who)
    assert ("No such account" not in told) is found


def test_an_entry_of_a_kind_that_is_not_there_is_no_page(client, books):
    for name, args in (
        ("ledger-kind", ["IDR", "nothing"]),
        ("ledger-batch", ["close 99"]),
        ("ledger-account", [999]),
    ):
        assert client.get(reverse(f"office:{name}", args=args)).status_code == 404


def test_every_event_that_is_posted_has_a_sentence():
    folder = Path(setia.ledger.templates.__file__).parent
    assert {path.stem for path in folder.glob("[a-z]*.py")} == set(EVENTS)
