"""On time and in full, by month, supplier and account: worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from builders import NOON, a_party, a_product, an_actor

from setia.core.clock import as_if_at
from setia.promises.keep_promise import release_promise
from setia.promises.note_arrival import Arrived, note_arrival
from setia.promises.otif import (
    Counted,
    Otif,
    otif_by_account,
    otif_by_month,
    otif_by_supplier,
)
from setia.promises.promise_delivery import Goods, promise_delivery

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 25, 5, tzinfo=UTC)
SPAN = (date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 25))


def delivered(key, to, product, *arrivals, promised: int = 14):
    """Ask for 10 by the 12th, promise 10 for the 14th; arrivals are (day, pieces)."""
    day = date(2026, 11, promised)
    goods = Goods(key, key, date(2026, 11, 12), 10_000, day, 10_000, product)
    with as_if_at(NOON):
        delivery = promise_delivery(to, goods, an_actor())
    with as_if_at(LATER):
        for on, pieces in arrivals:
            what = Arrived(date(2026, 11, on), pieces * 1000, f"{key} {on}")
            note_arrival(delivery, what, an_actor())
    return delivery


def test_deliveries_are_counted_by_both_sides_terms():
    supplier = a_party("SUP", role="supplier")
    kopi, teh = a_product("KOPI", supplier=supplier), a_product("TEH")
    one, other = a_party("A"), a_party("B")
    delivered("a", one, kopi, (12, 10))  # as asked and as promised
    delivered("b", one, kopi, (12, 4), (14, 6))  # as promised alone
    delivered("c", other, teh, (14, 4))  # in time, never in full
    delivered("d", other, teh, (15, 10))  # in full, too late
    delivered("e", other, None)  # nothing came
    delivered("f", other, None, promised=26)  # not decided yet
    called_off = delivered("g", other, None, promised=20)
    with as_if_at(NOON):
        release_promise(called_off.promise, "Batal", an_actor())
    by = an_actor()
    # Asked: on time by the 12th is a alone; in full at last are a, b and d.
    assert otif_by_month(*SPAN, by) == [
        Otif(date(2026, 11, 1), None, Counted(5, 1, 3, 1), Counted(5, 3, 3, 2))
    ]
    assert otif_by_supplier(*SPAN, by) == [
        Otif(supplier.name, supplier.pk, Counted(2, 1, 2, 1), Counted(2, 2, 2, 2))
    ]
    assert otif_by_account(*SPAN, by, 9) == [
        Otif("Toko B", other.pk, Counted(3, 0, 1, 0), Counted(3, 1, 1, 0)),
        Otif("Toko A", one.pk, Counted(2, 1, 2, 1), Counted(2, 2, 2, 2)),
    ]


def test_a_share_is_told_from_ten_on():
    assert Counted(9, 9, 9, 9).rate is None
    assert str(Counted(10, 9, 9, 9).rate) == "0.9"
