"""Looking for conflicts over the books: what is found, and told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from builders import NOON, a_line, a_party, a_product, an_actor

from setia.alerts.end_alert import Ended, end_alert
from setia.alerts.models import Alert
from setia.core.clock import as_if_at
from setia.market.look_for_conflicts import look_for_conflicts
from setia.market.models import StockSeen
from setia.market.read_rows import shelves
from setia.people.models import Merge

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 20, 5, tzinfo=UTC)


def test_sales_into_an_area_are_told_once_and_again_in_another_month_only():
    bandung = a_party("D-1", role="distributor", territory="Bandung")
    bogor = a_party("D-2", role="distributor", territory="Bogor")
    reseller = a_party("R-1", territory="Bandung", parent=bandung)
    a_line("A", bogor, a_product("KOPI"), buyer=reseller)
    with as_if_at(LATER):
        assert look_for_conflicts(an_actor()) == 1
        alert = Alert.objects.get()
        assert (alert.kind, alert.about_id) == ("foreign_sales", bandung.pk)
        assert alert.params["revenue_minor"] == 10_000_000
        assert look_for_conflicts(an_actor()) == 0
        end_alert(alert, Ended("solved", "Sudah dibicarakan"), an_actor())
        assert look_for_conflicts(an_actor()) == 0


def test_a_net_price_far_under_the_others_is_told():
    seller, kopi = a_party("D-1", role="distributor"), a_product("KOPI")
    for number, rupiah in enumerate((80_000, 100_000, 100_000, 100_000)):
        shop = a_party(f"O-{number}", role="outlet")
        a_line(f"S{number}", seller, kopi, buyer=shop, amount_minor=rupiah * 100)
    with as_if_at(LATER):
        assert look_for_conflicts(an_actor()) == 1
    assert Alert.objects.get().params == {
        "party": "Toko O-0",
        "net_minor": 8_000_000,
        "others_minor": 10_000_000,
        "under_share": 2_000,
    }


def counted(party, product, pieces: int, days: int) -> None:
    at = NOON + timedelta(days=days)
    StockSeen.objects.create(
        party=party,
        product=product,
        quantity_milli=pieces * 1000,
        at=at,
        source="report",
        noted_at=at,
        by="test",
    )


def test_what_was_sold_on_is_derived_between_two_counts():
    seller, shop, kopi = a_party("D-1"), a_party("O-1", role="outlet"), a_product("KOPI")
    counted(shop, kopi, 100, 0)
    sold_at = NOON + timedelta(days=3)
    a_line("A", seller, kopi, buyer=shop, quantity_milli=50_000, sold_at=sold_at)
    counted(shop, kopi, 120, 14)
    (one,) = shelves(an_actor(), NOON + timedelta(days=15), 90)
    # 100 and 50 more less the 120 that are left: 30 in two weeks.
    assert (one.sold_milli, one.stock_milli, one.weeks, str(one.weeks_left)) == (
        30_000,
        120_000,
        2,
        "8.0",
    )


def test_one_count_alone_is_held_against_the_own_sales_that_we_know():
    shop, kopi = a_party("R-1"), a_product("KOPI")
    a_line("A", shop, kopi, quantity_milli=12_000, sold_at=NOON - timedelta(days=5))
    a_line("B", shop, kopi, quantity_milli=99_000, sold_at=NOON - timedelta(days=95))
    counted(shop, kopi, 24, 0)
    (one,) = shelves(an_actor(), NOON, 84)
    assert (one.sold_milli, str(one.weeks_left)) == (12_000, "24.0")


def test_what_was_bought_under_an_old_id_belongs_to_who_was_kept():
    bandung = a_party("D-1", role="distributor", territory="Bandung")
    bogor = a_party("D-2", role="distributor", territory="Bogor")
    kept = a_party("R-1", territory="Bandung", parent=bandung)
    gone = a_party("R-9", territory="Bogor", parent=bogor)
    Merge.objects.create(gone=gone, kept=kept, at=NOON, by="test")
    a_line("A", bandung, a_product("KOPI"), buyer=gone)
    with as_if_at(LATER):
        assert look_for_conflicts(an_actor()) == 0
