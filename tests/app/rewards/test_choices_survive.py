"""A choice that is killed keeps a piece and owes what it owes, or leaves nothing behind."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_business, a_party
from choosing import a_menu, a_reward, stock, won
from killed_at import killed_at
from payouts.paying import books

from setia.closing.models import Adjustment
from setia.core.verify_trail import verify_trail
from setia.payouts.models import Handover
from setia.rewards.models import Choice, StockMovement
from setia.rewards.reconcile_rewards import reconcile_rewards

APART = 1


def state():
    counted = (Choice, StockMovement, Adjustment, Handover)
    return ([one.objects.count() for one in counted], verify_trail().count, books())


@pytest.mark.parametrize(
    ("kind", "made"), [("goods", [1, 1, 0, 0]), ("money", [1, 0, 1, 1])]
)
def test_a_choice_that_is_killed_leaves_all_or_nothing(kind, made, own_business):
    a_business()
    award = won(a_party("R-1"))
    reward = a_reward("hadiah", kind, 1 if kind == "goods" else 0)
    a_menu(award.program, reward, until=date(2099, 1, 1))
    before, kills = state(), 0
    while state() == before:
        assert kills < 400
        killed_at("choose", "hadiah", kills * APART)
        kills += 1
    assert kills >= 4
    after = state()
    assert [one - was for one, was in zip(after[0], before[0], strict=True)] == made
    assert after[1] == before[1] + 1
    if kind == "goods":
        assert stock(reward) == (0, 1)
    else:
        assert after[2]["payable", str(award.payee_id), "IDR"] == 100_000_00
    assert reconcile_rewards() == []
    assert verify_trail().flaws == ()
