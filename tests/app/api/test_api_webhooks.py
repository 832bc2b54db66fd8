"""The log of webhooks through the API, and sending again."""

from __future__ import annotations

import pytest
from builders import NOON, a_delivery, an_actor, an_endpoint

from setia.core.models import TrailEntry
from setia.webhooks.close_endpoint import close_endpoint
from setia.webhooks.models import Attempt, Waiting


@pytest.fixture
def log(caller):
    """Return an endpoint with one delivery of each state that it can have while it stands."""
    endpoint = an_endpoint()
    a_delivery(endpoint, 1)
    arrived, waiting = a_delivery(endpoint, 2), a_delivery(endpoint, 3)
    Attempt.objects.create(delivery=arrived, number=1, at=NOON, status=204, duration_ms=7)
    Waiting.objects.create(delivery=waiting, due_at=NOON)
    return endpoint


def test_the_log_tells_what_became_of_each(caller, log):
    told = caller.get("/webhook-deliveries").json()["items"]
    assert [(one["id"], one["state"]) for one in told] == [
        ("msg_1", "given_up"),
        ("msg_2", "delivered"),
        ("msg_3", "waiting"),
    ]
    assert told[1]["attempts"] == [
        {"at": "2026-11-10T05:00:00Z", "status": 204, "error": "", "duration_ms": 7}
    ]
    assert [one["next_attempt_at"] for one in told] == [None, None, "2026-11-10T05:00:00Z"]


@pytest.mark.parametrize(
    ("state", "ids"), [("delivered", ["msg_2"]), ("waiting", ["msg_3"]), ("closed", [])]
)
def test_the_log_is_narrowed_by_state(caller, log, state, ids):
    told = caller.get(f"/webhook-deliveries?state={state}").json()["items"]
    assert [one["id"] for one in told] == ids


def test_after_a_closure_what_did_not_arrive_is_closed(caller, log):
    close_endpoint(log, an_actor())
    told = caller.get("/webhook-deliveries").json()["items"]
    assert [one["state"] for one in told] == ["closed", "delivered", "closed"]


def test_the_log_comes_in_pages(caller, log):
    first = caller.get("/webhook-deliveries?limit=2").json()
    rest = caller.get(first["next"]).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == [
        "msg_1",
        "msg_2",
        "msg_3",
    ]
    assert rest["next"] is None


def test_a_replay_is_asked_for_once_for_each_key(caller, log):
    address = "/webhook-deliveries/msg_2/replays"
    first = caller("POST", address, Idempotency_Key="k-1")
    assert (first.status_code, first.json()["state"]) == (201, "waiting")
    again = caller("POST", address, Idempotency_Key="k-1")
    assert (again.status_code, again["Idempotency-Replayed"]) == (200, "true")
    assert TrailEntry.objects.filter(act="webhook.replayed").count() == 1


def test_a_message_that_is_not_there_is_not_replayed(caller):
    answer = caller("POST", "/webhook-deliveries/msg_9/replays")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no message “msg_9”."


def test_a_closed_webhook_takes_no_replay(caller, log):
    close_endpoint(log, an_actor())
    answer = caller("POST", "/webhook-deliveries/msg_2/replays")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "webhook.endpoint_closed"
