"""From a sale to the bank with the engine's own awards, and a return after the payment."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from builders import a_business, a_party, a_product, a_promise
from months import NOVEMBER, OCTOBER, balance, finalised, on, sold
from paying import FITRI, RATNA, banked, books, sums

from setia.closing.models import Period
from setia.closing.state import State, standing_of
from setia.ledger.models.account import AccountKind
from setia.payouts.approve_payouts import approve_payouts
from setia.payouts.models import Payout
from setia.payouts.prepare_payouts import prepare_payouts
from setia.payouts.promises_kept import promises_kept
from setia.payouts.record_outcome import record_outcome
from setia.payouts.settle_attempt import Told

PLAN = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-10-01, to: 2026-12-31, every: month}
returns: restate
reward: {rate: 10%}
settlement: {as: money, within: 14d}
"""


@pytest.fixture
def world(own_business):
    a_business()
    found = SimpleNamespace(ani=a_party("R-1", "Ani"), goods=a_product("P-1"))
    banked(found.ani)
    a_promise(PLAN)
    return found


def paid(day, arrives):
    with on(day):
        run = prepare_payouts(RATNA, date.fromisoformat(day)).run
        approve_payouts(run, FITRI)
    payout = Payout.objects.get(run=run)
    with on(arrives):
        record_outcome(payout, Told(True, date.fromisoformat(arrives)), RATNA)
    return payout


def test_a_return_after_the_payment_is_netted_from_the_next_one(world):
    sold("A", world.ani, world.goods, "2026-10-05", 4_000_000)
    finalised(OCTOBER, "2026-11-03")

    # 10 % of 4,000,000; half of 400,000 at 5 % and a fifth more: 12,000.
    assert sums(paid("2026-11-10", "2026-11-11")) == (400_000, 0, 12_000, 388_000)
    assert standing_of(Period.objects.get(month=OCTOBER)).state == State.PAID

    returned = {"returns_order_id": "A", "quantity_milli": -1_000}
    sold("A-R", world.ani, world.goods, "2026-11-20", -1_500_000, **returned)
    sold("B", world.ani, world.goods, "2026-11-21", 5_000_000)
    finalised(NOVEMBER, "2026-12-03")
    assert balance(AccountKind.ARREARS, world.ani) == 150_000

    # 500,000 less 150,000; half of 350,000 at 5 % and a fifth more: 10,500.
    assert sums(paid("2026-12-10", "2026-12-15")) == (500_000, 150_000, 10_500, 339_500)
    owed = {name: sum_ for name, sum_ in books().items() if name[1] == str(world.ani.pk)}
    assert owed == {}
    assert books()["bank", "", "IDR"] == 727_500_00
    assert books()["tax", "", "IDR"] == 22_500_00

    found = promises_kept(date(2026, 11, 1), date(2026, 12, 31), date(2026, 12, 20))
    # October was promised for 14 November, November for 14 December.
    assert found.overall.counts == {"kept": 1, "late": 1}
