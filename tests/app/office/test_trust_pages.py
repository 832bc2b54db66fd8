"""Pages of alerts, promises, deliveries and the market, used as people use them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON, a_business, a_line, a_party, a_product, a_user
from django.urls import reverse

from setia.alerts.models import Alert, Ending, Muting
from setia.core.clock import as_if_at
from setia.core.roles import Role
from setia.market.models import MarketRules, PriceSeen, StockSeen
from setia.promises.models import Delivery, DeliveryArrival, Promise

pytestmark = pytest.mark.django_db
KEY = {"key": "abc"}


@pytest.fixture
def page(client):
    a_business()
    users = {}

    def opened(name, *parts, user=Role.CHANNEL_MANAGER, when=NOON, **posted):
        if user not in users:
            users[user] = a_user(user, str(user), language="en")
        with as_if_at(when):
            client.force_login(users[user])
            path = reverse(f"office:{name}", args=parts)
            return client.post(path, posted) if posted else client.get(path)

    return opened


def test_a_price_far_under_the_list_is_noted_on_a_phone_and_becomes_an_alert(page):
    a_product("KOPI", 50_000)
    posted = {
        "product": "KOPI",
        "price": "40.000",
        "place": "Tokopedia",
        "source": "online",
        "at": "2026-11-10T11:59",
        **KEY,
    }
    first = page("price-new", **posted)
    again = page("price-new", **posted)
    assert first.status_code == again.status_code == 302
    assert first.url.endswith("?place=Tokopedia&source=online")
    assert PriceSeen.objects.get().price_minor == 4_000_000
    text = page("alerts").content.decode()
    assert "Price war" in text
    assert (
        "was seen at Tokopedia for Rp40,000, 20% below the list price of Rp50,000" in text
    )


def test_an_alert_is_taken_muted_and_ended(page):
    shop = a_party("O-1", role="outlet")
    a_product("KOPI", 50_000)
    page(
        "price-new",
        product="KOPI",
        price="1.000",
        party="O-1",
        source="visit",
        at="2026-11-10T11:59",
        **KEY,
    )
    alert = Alert.objects.get()
    assert page("alert-taking", alert.pk, x="1").status_code == 302
    assert alert.takings.get().owner.username == "channel_manager"
    muted = {"whom": "one", "until": "2026-11-20", "reason": "Obral"}
    page("alert-muting", alert.pk, **muted)
    assert Muting.objects.get().about == shop
    missing = page("alert-ending", alert.pk, how="solved", why="")
    assert missing.status_code == 422
    page("alert-ending", alert.pk, how="solved", why="Sudah bicara")
    assert Ending.objects.get().why == "Sudah bicara"
    assert "Sudah bicara" in page("alert", alert.pk).content.decode()
    assert page("mutings").status_code == 200
    page("muting-ending", Muting.objects.get().pk, x="1")
    assert not Muting.objects.in_force(NOON).exists()


def test_a_delivery_is_promised_from_its_order_and_noted_as_it_comes(page, client):
    buyer = a_party("D-1", role="distributor")
    a_line("INV/1", a_party("S-1"), a_product("KOPI"), buyer=buyer, quantity_milli=12_000)
    with as_if_at(NOON):
        page("deliveries")
        form = client.get(reverse("office:delivery-new") + "?order=INV/1").context["form"]
    assert (form["to"].value(), form["requested_quantity"].value()) == ("D-1", "12")
    posted = {
        "order_id": "INV/1",
        "to": "D-1",
        "product": "KOPI",
        "requested_on": "2026-11-11",
        "requested_quantity": "12",
        "promised_on": "2026-11-12",
        "promised_quantity": "12",
        **KEY,
    }
    page("delivery-new", **posted)
    page("delivery-new", **posted)
    delivery = Delivery.objects.get()
    late = NOON + timedelta(days=3)
    part = {"on": "2026-11-12", "quantity": "5", **KEY}
    page("delivery-arrivals", delivery.pk, when=late, **part)
    page("delivery-arrivals", delivery.pk, when=late, **part)
    assert DeliveryArrival.objects.get().quantity_milli == 5_000
    # A day after the promised one it is late on every page, before any upkeep went round.
    assert "Overdue" in page("delivery", delivery.pk, when=late).content.decode()
    rest = {"on": "2026-11-13", "quantity": "7", "key": "def"}
    page("delivery-arrivals", delivery.pk, when=late, **rest)
    assert Promise.objects.judged(late).get().state == "late"
    assert Alert.objects.get().kind == "promise_broken"


def test_a_broken_promise_is_excused_and_its_alert_passes(page):
    a_party("R-1")
    posted = {
        "to": "R-1",
        "kind": "answer",
        "text": "Harga grosir",
        "due_at": "2026-11-10T15:00",
        **KEY,
    }
    page("promise-new", **posted)
    promise = Promise.objects.get()
    after = NOON + timedelta(days=1)
    page("promise-keeping", promise.pk, when=after, at="2026-11-11T10:00")
    assert Alert.objects.open().count() == 1
    assert "Say sorry" in page("made-promise", promise.pk, when=after).content.decode()
    blank = page("promise-excuse", promise.pk, when=after, **{"excuse-why": " "})
    assert blank.status_code == 422
    page("promise-excuse", promise.pk, when=after, **{"excuse-why": "Hujan"})
    assert Alert.objects.get().ending.how == "passed"
    text = page("promise-rates", when=after).content.decode()
    assert "too few" in text


def test_stock_is_counted_and_shown_with_how_long_it_lasts(page):
    shop = a_party("O-1", role="outlet")
    kopi = a_product("KOPI")
    a_line("A", shop, kopi, quantity_milli=12_000, sold_at=NOON - timedelta(days=7))
    counted = {"party": "O-1", "product": "KOPI", "quantity": "24", "source": "visit"}
    page("stock-new", **counted, at="2026-11-10T11:59", **KEY)
    assert StockSeen.objects.get().quantity_milli == 24_000
    # 12 in the last 90 days: 24 last 180 days, which are 25.7 weeks.
    assert "25.7" in page("stock-seen").content.decode()


def test_rules_are_set_within_limits(page):
    rules = {
        "under_list": "5",
        "swing": "10",
        "net_gap": "12,5",
        "still_weeks": "6",
        "window_days": "60",
    }
    assert page("market-rules", **rules).status_code == 302
    row = MarketRules.objects.get()
    assert (row.under_list, row.net_gap, row.still_weeks) == (500, 1_250, 6)
    assert page("market-rules", **rules | {"window_days": "1"}).status_code == 422
