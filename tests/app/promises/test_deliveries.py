"""Deliveries: what was asked for and promised, what arrived, on time and in full."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from builders import NOON, a_party, a_product, an_actor

from setia.alerts.models import Alert
from setia.core.clock import as_if_at
from setia.core.errors import Conflict, Refused
from setia.promises.due import broken
from setia.promises.keep_promise import keep_promise, release_promise
from setia.promises.models import Delivery, DeliveryArrival, Keeping, Promise, Strike
from setia.promises.note_arrival import Arrived, note_arrival, strike_arrival
from setia.promises.promise_delivery import Goods, promise_delivery
from setia.promises.tell_broken import look_for_broken

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 20, 5, tzinfo=UTC)


def day(number: int) -> date:
    return date(2026, 11, number)


def a_promised_one(key: str = "k", **rest) -> Delivery:
    party = rest.pop("to", None) or a_party(f"T-{key}")
    figures = {
        "requested_on": day(12),
        "requested_milli": 100_000,
        "promised_on": day(14),
        "promised_milli": 80_000,
    }
    goods = Goods("SO-1", key, **(figures | rest))
    with as_if_at(NOON):
        return promise_delivery(party, goods, an_actor())


def arrive(delivery, number: int, pieces: int, key: str = "") -> DeliveryArrival:
    arrived = Arrived(day(number), pieces * 1000, key or f"{number} {pieces}")
    with as_if_at(LATER):
        return note_arrival(delivery, arrived, an_actor())


def test_on_time_and_in_full_is_told_against_both_days():
    delivery = a_promised_one()
    arrive(delivery, 12, 30)
    arrive(delivery, 14, 50)
    row = Delivery.objects.measured().get()
    assert (row.arrived_milli, row.arrived_on) == (80_000, day(14))
    # Of 100 asked for by the 12th 30 had come; of 80 promised for the 14th all.
    assert (row.by_requested_milli, row.by_promised_milli) == (30_000, 80_000)
    assert Promise.objects.judged(LATER).get().state == "kept"
    assert not Alert.objects.exists()


def test_what_completes_a_delivery_too_late_breaks_its_promise_at_once():
    delivery = a_promised_one()
    arrive(delivery, 13, 79)
    assert not Keeping.objects.exists()
    arrive(delivery, 15, 1)
    assert Promise.objects.judged(LATER).get().state == "late"
    alert = Alert.objects.get()
    assert (alert.code, alert.params["ref"]) == ("promise.broken_delivery", "SO-1")
    assert alert.params["due_on"] == "2026-11-14"


def test_the_end_of_the_promised_day_is_the_last_moment():
    delivery = a_promised_one()
    # Midnight in Jakarta is 17:00 UTC.
    with as_if_at(datetime(2026, 11, 14, 16, 59, 59, tzinfo=UTC)):
        assert list(broken(an_actor())) == []
    with as_if_at(datetime(2026, 11, 14, 17, tzinfo=UTC)) as _:
        assert list(broken(an_actor())) == [delivery.promise]
        assert look_for_broken(an_actor(), datetime(2026, 11, 14, 17, tzinfo=UTC)) == 1


def test_days_that_are_noted_out_of_order_are_counted_in_their_order():
    delivery = a_promised_one()
    arrive(delivery, 15, 40)
    arrive(delivery, 13, 40)
    # 40 on the 13th and 40 on the 15th: complete on the 15th, a day too late.
    assert Promise.objects.judged(LATER).get().state == "late"


def test_the_same_delivery_and_arrival_twice_are_one():
    party = a_party("T-1")
    first, again = a_promised_one(to=party), a_promised_one(to=party)
    assert first == again
    assert arrive(first, 13, 10, "a") == arrive(first, 13, 10, "a")
    with pytest.raises(Conflict):
        a_promised_one(to=party, promised_milli=1)
    with pytest.raises(Conflict):
        arrive(first, 13, 11, "a")
    assert (Delivery.objects.count(), Promise.objects.count()) == (1, 1)
    assert DeliveryArrival.objects.count() == 1


def test_a_complete_delivery_takes_no_more_and_is_not_struck():
    delivery = a_promised_one()
    arrival = arrive(delivery, 13, 80)
    with pytest.raises(Refused):
        arrive(delivery, 14, 1)
    with pytest.raises(Refused):
        strike_arrival(arrival, "Salah", an_actor())
    assert (DeliveryArrival.objects.count(), Strike.objects.count()) == (1, 0)


def test_a_struck_arrival_does_not_count():
    delivery = a_promised_one(product=a_product("KOPI"))
    arrival = arrive(delivery, 13, 79)
    strike_arrival(arrival, "Salah ketik", an_actor())
    with pytest.raises(Conflict):
        strike_arrival(arrival, "Lagi", an_actor())
    assert Delivery.objects.measured().get().arrived_milli == 0
    arrive(delivery, 14, 80)
    assert Promise.objects.judged(LATER).get().state == "kept"


def test_a_delivery_is_kept_by_arrivals_alone_and_can_be_called_off():
    delivery = a_promised_one()
    with as_if_at(LATER), pytest.raises(Refused):
        keep_promise(delivery.promise, NOON, an_actor())
    with as_if_at(NOON):
        release_promise(delivery.promise, "Pesanan batal", an_actor())
    with pytest.raises(Conflict):
        arrive(delivery, 13, 80)
    assert not Keeping.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"requested_milli": 0},
        {"promised_milli": -1},
        {"promised_on": date(2036, 1, 1)},
        {"promised_milli": 10**15 + 1},
    ],
)
def test_a_delivery_needs_sound_figures(wrong):
    with pytest.raises(Refused):
        a_promised_one(**wrong)
    assert not Promise.objects.exists()


def test_an_arrival_lies_not_ahead_and_is_something():
    delivery = a_promised_one()
    with pytest.raises(Refused):
        arrive(delivery, 21, 1)
    with pytest.raises(Refused):
        arrive(delivery, 13, 0)
    assert not DeliveryArrival.objects.exists()
