"""Prices and stock that were seen: noted once, and told of at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, a_party, a_product, a_user, an_actor

from setia.alerts.models import Alert
from setia.core.actor import person
from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.roles import Role
from setia.market.models import MarketRules, PriceSeen, StockSeen
from setia.market.observe_price import Seen, observe_price
from setia.market.observe_stock import Counted, observe_stock
from setia.market.rules import Rules, change_rules, rules_in_force

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(days=1)


def see(rupiah: int, product, at=NOON, by=None, **rest) -> PriceSeen:
    with as_if_at(SOON):
        return observe_price(Seen(product, rupiah * 100, at, **rest), by or an_actor())


def test_a_price_far_under_the_list_raises_a_price_war_at_once():
    kopi, bayu = a_product("KOPI", 50_000), a_user(Role.CHANNEL_MANAGER, "bayu")
    shop = a_party("O-1", role="outlet", caretaker=bayu)
    see(45_000, kopi, party=shop)
    # Ten per cent under the list is allowed; a rupiah less is told.
    assert not Alert.objects.exists()
    see(44_999, kopi, at=NOON + timedelta(hours=1), party=shop)
    see(44_000, kopi, at=NOON + timedelta(hours=2), party=shop)
    alert = Alert.objects.with_owner().get()
    assert (alert.kind, alert.about_id, alert.owner_id) == ("price_war", shop.pk, bayu.pk)
    assert alert.params == {
        "product": "Produk KOPI",
        "where": "Toko O-1",
        "price_minor": 4_499_900,
        "list_minor": 5_000_000,
        "under_share": 1_000,
    }


def test_a_jump_at_the_same_place_is_told_and_an_old_look_is_not_compared():
    kopi = a_product("KOPI", 50_000)
    see(60_000, kopi, at=NOON - timedelta(days=15), place="Tokopedia")
    see(50_000, kopi, at=NOON, place="tokopedia")
    assert not Alert.objects.exists()
    see(57_500, kopi, at=NOON + timedelta(hours=1), place="Shopee")
    see(57_501, kopi, at=NOON + timedelta(hours=1), place="Tokopedia")
    alert = Alert.objects.get()
    # From 50,000 to 57,501 is 15.002 per cent, a rupiah above the limit.
    assert (alert.kind, alert.params["change_share"]) == ("price_swing", 1_500)
    assert alert.params["before_minor"] == 5_000_000


def test_the_same_look_twice_is_one():
    kopi = a_product("KOPI")
    assert see(1, kopi, place="Pasar", key="a") == see(1, kopi, place="Pasar", key="a")
    with pytest.raises(Conflict):
        see(2, kopi, place="Pasar", key="a")
    see(1, kopi, place="Pasar")
    see(1, kopi, place="Pasar")
    assert PriceSeen.objects.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"price_minor": 0},
        {"place": " "},
        {"at": SOON + timedelta(seconds=1)},
        {"source": "dream"},
        {"note": "x" * 301},
        {"place": "a\0b"},
    ],
)
def test_a_look_needs_a_price_a_place_and_a_moment_of_the_past(wrong):
    seen = Seen(a_product("KOPI"), 100, NOON, place="Pasar")
    with as_if_at(SOON), pytest.raises(Refused):
        observe_price(replace(seen, **wrong), an_actor())
    assert not PriceSeen.objects.exists()


def test_a_salesperson_notes_and_sees_what_is_at_their_own_people():
    kopi = a_product("KOPI")
    here, there = a_party("O-1", territory="Bandung"), a_party("O-2", territory="Bogor")
    sari = person(9, "Sari", Role.SALESPERSON, territories=frozenset({"Bandung"}))
    mine, online = see(90_000, kopi, party=here, by=sari), see(99_000, kopi, place="Toped")
    see(95_000, kopi, party=there)
    with pytest.raises(NotFound):
        see(95_000, kopi, party=there, by=sari)
    seen = PriceSeen.objects.visible_to(sari).order_by("pk")
    assert list(seen) == [mine, online]
    with pytest.raises(NotPermitted):
        see(1, kopi, place="x", by=an_actor(Role.PARTNER))


def test_a_count_may_be_nothing_and_is_noted_once():
    shop, kopi = a_party("O-1"), a_product("KOPI")
    with as_if_at(SOON):
        first = observe_stock(Counted(shop, kopi, 0, NOON, key="a"), an_actor())
        assert observe_stock(Counted(shop, kopi, 0, NOON, key="a"), an_actor()) == first
        with pytest.raises(Conflict):
            observe_stock(Counted(shop, kopi, 1, NOON, key="a"), an_actor())
        late = SOON + timedelta(seconds=1)
        for wrong in (Counted(shop, kopi, -1, NOON), Counted(shop, kopi, 1, late)):
            with pytest.raises(Refused):
                observe_stock(wrong, an_actor())
    assert StockSeen.objects.get() == first


def test_rules_are_changed_within_limits_and_the_last_ones_count():
    assert rules_in_force() == Rules()
    change_rules(Rules(under_list=0, swing=500), an_actor())
    assert rules_in_force() == Rules(under_list=0, swing=500)
    with pytest.raises(Refused):
        change_rules(Rules(window_days=13), an_actor())
    with pytest.raises(NotPermitted):
        change_rules(Rules(), an_actor(Role.SALESPERSON))
    assert MarketRules.objects.count() == 1
