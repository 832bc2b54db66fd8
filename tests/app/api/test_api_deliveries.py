"""Deliveries and counts of stock over the API: once for each key, as the verbs judge them."""

from __future__ import annotations

import pytest
from api_caller import Caller
from builders import NOON, a_party, a_product, an_actor

from setia.core.clock import as_if_at
from setia.core.issue_token import issue_token
from setia.market.models import StockSeen
from setia.promises.models import Delivery, DeliveryArrival, Promise

pytestmark = pytest.mark.django_db
BODY = {
    "order": "SO-1",
    "party": "D-1",
    "requested_on": "2026-11-12",
    "requested_quantity": "100",
    "promised_on": "2026-11-14",
    "promised_quantity": "80.5",
}


@pytest.fixture
def caller(own_clock):
    a_party("D-1", role="distributor")
    a_product("KOPI")
    scopes = ("delivery.see", "delivery.write", "market.see", "market.write")
    return Caller(issue_token("Gudang", scopes, an_actor())[1])


@pytest.fixture
def own_clock():
    with as_if_at(NOON):
        yield


def test_a_delivery_is_promised_once_and_kept_by_its_arrivals(caller):
    first = caller.post("/deliveries", BODY, Idempotency_Key="a")
    again = caller.post("/deliveries", BODY, Idempotency_Key="a")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["promised_quantity"] == "80.500"
    path = f"/deliveries/{first.json()['id']}/arrivals"
    arrival = {"on": "2026-11-10", "quantity": "80.5"}
    kept = caller.post(path, arrival, Idempotency_Key="b")
    assert caller.post(path, arrival, Idempotency_Key="b").status_code == 200
    assert (kept.status_code, kept.json()["state"]) == (201, "kept")
    assert kept.json()["arrived_by_requested_day"] == "80.500"
    more = caller.post(path, arrival, Idempotency_Key="c")
    assert (more.status_code, more.json()["problems"][0]["code"]) == (
        422,
        "delivery.complete",
    )
    counts = (Delivery.objects.count(), DeliveryArrival.objects.count())
    assert (*counts, Promise.objects.count()) == (1, 1, 1)
    assert caller.get("/deliveries?open_only=true").json()["items"] == []
    assert len(caller.get("/deliveries?order=SO-1").json()["items"]) == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"party": "NOBODY"}, "party.unknown"),
        ({"product": "NOTHING"}, "product.unknown"),
        ({"promised_quantity": "0"}, "delivery.quantity"),
        ({"promised_on": "2036-01-01"}, "delivery.day_far"),
    ],
)
def test_what_is_wrong_with_a_delivery_is_told_and_nothing_is_promised(caller, wrong, code):
    answer = caller.post("/deliveries", BODY | wrong, Idempotency_Key="a")
    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["problems"]] == [code]
    assert not Promise.objects.exists()


def test_counts_are_noted_all_together_or_not_at_all(caller):
    count = {
        "party": "D-1",
        "product": "KOPI",
        "quantity": "0",
        "counted_at": "2026-11-10T09:00:00+07:00",
    }
    wrong = {"counts": [count, count | {"quantity": "-1"}]}
    refused = caller.post("/stock-counts", wrong, Idempotency_Key="a")
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["at"] == "counts.1.quantity"
    assert not StockSeen.objects.exists()
    right = {"counts": [count, count | {"quantity": "12.5"}]}
    first = caller.post("/stock-counts", right, Idempotency_Key="b")
    assert (first.status_code, first.json()) == (201, {"noted": 2})
    assert caller.post("/stock-counts", right, Idempotency_Key="b").status_code == 200
    told = caller.get("/stock-counts?party=D-1").json()["items"]
    assert [one["quantity"] for one in told] == ["0.000", "12.500"]
