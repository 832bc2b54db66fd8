"""Alerts and arrivals by many real processes at once."""

from __future__ import annotations

from datetime import timedelta

from builders import a_party, an_actor
from test_at_once import at_once as at_once  # noqa: PLC0414 - a fixture

from setia.alerts.models import Alert
from setia.core.clock import now
from setia.core.models import TrailEntry
from setia.promises.models import DeliveryArrival, Keeping
from setia.promises.promise_delivery import Goods, promise_delivery


def test_many_who_tell_of_the_same_thing_raise_one_alert(at_once):
    assert at_once("tell_of_one_thing", 10) == {"alert 1": 40}

    assert (Alert.objects.count(), TrailEntry.objects.count()) == (1, 1)


def test_of_many_arrivals_at_once_one_completes_a_delivery(at_once):
    today = now().date() - timedelta(days=1)
    goods = Goods("SO-1", "k", today, 10_000, today + timedelta(days=3), 10_000)
    promise_delivery(a_party("D-1"), goods, an_actor())

    told = at_once("arrive", 5)

    assert told == {"done": 10, "refused: delivery.complete": 10}
    assert (DeliveryArrival.objects.count(), Keeping.objects.count()) == (10, 1)
