"""Points buy rewards from a menu, and come back when a choice is cancelled."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_party
from choosing import OWNER, a_menu, a_reward, partner, stock, wanted
from payouts.paying import books, codes, on, released

from setia.core.errors import Conflict, NotFound, Refused
from setia.ledger.balances import balance_of
from setia.ledger.models.account import AccountKind
from setia.payouts.points.expire_points import expire_points
from setia.payouts.points.lots import known_lots
from setia.payouts.points.spend_points import spend_points
from setia.people.merge_parties import merge_parties
from setia.rewards.cancel_choice import cancel_choice
from setia.rewards.choose_reward import choose_for_points
from setia.rewards.menus import choices_open_to
from setia.rewards.models import Choice
from setia.rewards.reconcile_rewards import reconcile_rewards

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    with on("2026-11-10"):
        ani = a_party("R-1", "Ani")
        award = released(ani, 100, unit="points", on_day=date(2025, 12, 3))
        released(ani, 50, unit="points", on_day=date(2026, 11, 3))
        mug, trip = a_reward("gelas", pieces=2), a_reward("wisata", "trip", 1)
        menu = {"until": date(2026, 12, 31), "gelas": 120, "wisata": 500}
        a_menu(award.program, mug, trip, **menu)
        yield ani


def points(party):
    return balance_of(AccountKind.POINTS, str(party.pk), "points") // 100


def left():
    return [(one.until, one.left_minor // 100) for one in known_lots() if one.left_minor]


def mug():
    return wanted(Choice.reward.field.related_model.objects.get(code="gelas"))


def test_a_reward_is_bought_from_the_lot_that_ends_first(ani):
    choice = choose_for_points(ani, mug(), partner(ani))
    assert choice.spend.points_minor == 120_00
    assert left() == [(date(2027, 11, 30), 30)]
    assert stock(choice.reward) == (1, 1)
    assert reconcile_rewards() == []


def test_the_menu_is_open_while_something_on_it_can_be_afforded(ani):
    (found,) = choices_open_to(ani)
    assert (found.points_minor, found.award) == (150_00, None)
    spend_points(ani, 40_00, "v", "Voucher", OWNER)
    assert choices_open_to(ani) == []


def test_who_has_fewer_points_gets_nothing(ani):
    spend_points(ani, 40_00, "v", "Voucher", OWNER)
    with pytest.raises(Refused) as refused:
        choose_for_points(ani, mug(), partner(ani))
    assert codes(refused) == ["payout.points.amount"]
    assert (Choice.objects.count(), points(ani)) == (0, 110)


def test_points_buy_nothing_of_a_program_that_gave_none_of_them(ani):
    """Budi has points of his own program, and may not even see Ani's menu."""
    budi, siti = a_party("R-2", "Budi"), a_party("R-3", "Siti")
    other = released(budi, 400, unit="points", code="lain")
    assert other.program != mug().item.menu.program
    for by in (partner(budi), OWNER):
        with pytest.raises(NotFound):
            choose_for_points(budi, mug(), by)
    assert (Choice.objects.count(), points(budi)) == (0, 400)

    merge_parties(ani, siti, {}, OWNER)
    assert choose_for_points(siti, mug(), partner(siti)).party == siti


def test_the_same_key_spends_once(ani):
    once = mug()
    first = choose_for_points(ani, once, partner(ani))
    assert choose_for_points(ani, once, partner(ani)) == first
    assert points(ani) == 30


def test_points_come_back_with_the_life_that_they_had(ani):
    choice = choose_for_points(ani, mug(), partner(ani))
    cancel_choice(choice, "Salah pilih", partner(ani))
    assert left() == [(date(2027, 11, 30), 30), (date(2027, 11, 30), 120)]
    assert "spent" not in {kind for kind, _, _ in books()}
    with pytest.raises(Conflict, match=r"reward\.cancelled_already"):
        cancel_choice(choice, "Lagi", OWNER)
    assert points(ani) == 150


def test_points_that_would_have_expired_live_to_the_end_of_the_month(ani):
    cheap = a_reward("pin", pieces=1)
    program = Choice.item.field.related_model.objects.first().menu.program
    a_menu(program, cheap, until=date(2027, 1, 31), pin=90)
    choice = choose_for_points(ani, wanted(cheap), partner(ani))
    with on("2027-01-10"):
        expire_points(date(2027, 1, 10), OWNER)
        cancel_choice(choice, "Habis", OWNER)
        assert left() == [(date(2027, 1, 31), 90), (date(2027, 11, 30), 50)]
        assert expire_points(date(2027, 1, 31), OWNER) == 0
        assert expire_points(date(2027, 2, 1), OWNER) == 1
        assert expire_points(date(2027, 2, 1), OWNER) == 0
        assert left() == [(date(2027, 11, 30), 50)]


def test_what_is_paid_for_with_points_is_not_chosen_for_goods(ani):
    with pytest.raises(Refused) as refused:
        a_menu(Choice.item.field.related_model.objects.first().menu.program, a_reward("x"))
    assert codes(refused) == ["reward.price_missing"]
