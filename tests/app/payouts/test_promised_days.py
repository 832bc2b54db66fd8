"""Of each award it is told whether it was given by the day that was promised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from builders import a_party
from paying import RATNA, a_plan, banked, on, released, sent

from setia.core.errors import Conflict, Refused
from setia.payouts.hand_over_goods import hand_over_goods
from setia.payouts.models import Handover
from setia.payouts.promises_kept import promises_due, promises_kept
from setia.payouts.record_outcome import record_outcome
from setia.payouts.settle_attempt import Told

pytestmark = pytest.mark.django_db
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
TODAY = date(2026, 11, 20)


def due(day):
    return date(2026, 11, day)


def told():
    rows = promises_due(*NOVEMBER, TODAY).order_by("pk")
    return {(one.payee.code, one.due_on.day): one.promise for one in rows}


def test_money_is_kept_late_overdue_due_or_carried():
    ani, budi, cici = (a_party(code) for code in ("ANI", "BUDI", "CICI"))
    banked(ani, budi)
    released(ani, 100_000, due_on=due(14))
    released(ani, 100_000, due_on=due(10))
    assert len(sent()) == 1
    record_outcome(ani.payouts.get(), Told(True, due(12)), RATNA)
    released(budi, 10_000, due_on=due(15))
    released(budi, 20_000, due_on=due(20))
    released(cici, 80_000, due_on=due(16))
    released(cici, 80_000, due_on=due(30))

    assert told() == {
        ("ANI", 14): "kept",
        ("ANI", 10): "late",
        ("BUDI", 15): "carried",
        ("BUDI", 20): "due",
        ("CICI", 16): "overdue",
        ("CICI", 30): "due",
    }
    found = promises_kept(*NOVEMBER, TODAY)
    assert found.overall.counts == {
        "kept": 1,
        "late": 1,
        "carried": 1,
        "due": 2,
        "overdue": 1,
    }
    assert found.overall.rate == Decimal(1) / 3
    assert found.programs == {a_plan().pk: found.overall}


def test_a_payout_that_failed_has_kept_nothing():
    ani = a_party("ANI")
    banked(ani)
    released(ani, 100_000, due_on=due(14))
    (payout,) = sent()
    record_outcome(payout, Told(False, due(12), "Ditutup"), RATNA)
    assert told() == {("ANI", 14): "overdue"}


def test_an_award_of_which_something_waits_is_not_given():
    ani = a_party("ANI")
    banked(ani)
    released(ani, 100_000, waiting=1, due_on=due(14))
    (payout,) = sent()
    record_outcome(payout, Told(True, due(12)), RATNA)
    assert told() == {("ANI", 14): "overdue"}


def test_points_are_given_on_the_day_they_were_granted():
    ani, budi = a_party("ANI"), a_party("BUDI")
    released(ani, 10, unit="points", due_on=due(3), on_day=due(3))
    released(budi, 10, unit="points", due_on=due(2), on_day=due(3))
    assert told() == {("ANI", 3): "kept", ("BUDI", 2): "late"}


def test_goods_are_given_on_the_day_the_last_was_handed_over():
    ani, budi = a_party("ANI"), a_party("BUDI")
    mug = released(ani, 2, unit="goods", due_on=due(14))
    pan = released(budi, 2, unit="goods", due_on=due(14))
    with on("2026-11-14", hour=16):
        hand_over_goods(mug, 2_00, "Diambil di toko", RATNA)
        hand_over_goods(pan, 1_00, "", RATNA)
    assert told() == {("ANI", 14): "kept", ("BUDI", 14): "overdue"}
    with on("2026-11-14", hour=17):
        hand_over_goods(pan, 1_00, "", RATNA)
    assert told() == {("ANI", 14): "kept", ("BUDI", 14): "late"}


def test_no_more_goods_are_handed_over_than_were_earned():
    ani = a_party("ANI")
    mug = released(ani, 2, unit="goods")
    hand_over_goods(mug, 1_00, "", RATNA, seen_left_minor=2_00)
    with pytest.raises(Conflict, match=r"payout\.goods\.meanwhile"):
        hand_over_goods(mug, 1_00, "", RATNA, seen_left_minor=2_00)
    with pytest.raises(Refused):
        hand_over_goods(mug, 2_00, "", RATNA)
    assert Handover.objects.count() == 1


def test_where_nothing_is_decided_there_is_no_rate():
    assert promises_kept(*NOVEMBER, TODAY).overall.rate is None
