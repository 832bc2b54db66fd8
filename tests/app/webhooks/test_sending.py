"""A message reaches its receiver, signed; where it does not, it is tried again on schedule."""

from __future__ import annotations

import json
from datetime import timedelta
from threading import Event, Timer

import pytest
import time_machine
from builders import a_delivery, an_actor, an_endpoint
from standardwebhooks import Webhook, WebhookVerificationError

from setia.core.clock import now
from setia.core.models import TrailEntry
from setia.webhooks import post_message as posting
from setia.webhooks import send_due as sending
from setia.webhooks.models import Attempt, Delivery, Waiting
from setia.webhooks.replay_delivery import replay_delivery
from setia.webhooks.rotate_secret import rotate_secret
from setia.webhooks.send_due import SCHEDULE, TAKEN_FOR, send_due, take_due

PATIENCE = 15


def state_of(delivery: Delivery) -> str:
    return Delivery.objects.with_state().get(pk=delivery.pk).state


def statuses(delivery: Delivery) -> list[int | None]:
    return [one.status for one in delivery.attempts.all()]


def test_a_message_arrives_and_the_library_of_the_receiver_verifies_it(
    listening, receiver, delivery
):
    assert send_due() == 1

    ((path, headers, body),) = receiver.got
    assert path == "/hook"
    assert body == delivery.body
    assert headers["webhook-id"] == delivery.message_id
    assert headers["content-type"] == "application/json"
    assert receiver.verified(listening[1]) == json.loads(delivery.body)
    assert (state_of(delivery), statuses(delivery)) == ("delivered", [200])
    assert send_due(now() + timedelta(days=30)) == 0


def test_another_secret_does_not_verify_it(receiver, delivery):
    send_due()
    with pytest.raises(WebhookVerificationError):
        receiver.verified("whsec_" + "c2V0aWE" * 6)


def test_an_error_is_answered_by_the_schedule_of_standard_webhooks(receiver, delivery):
    receiver.then = 500
    at = delivery.created_at
    for wait in SCHEDULE:
        at += wait
        assert send_due(at - timedelta(microseconds=1)) == 0
        assert send_due(at) == 1
        assert send_due(at) == 0

    assert [int(one.total_seconds()) for one in SCHEDULE] == [
        *(0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400),
    ]
    assert (state_of(delivery), statuses(delivery)) == ("given_up", [500] * 10)
    assert send_due(at + timedelta(days=365)) == 0
    assert {headers["webhook-id"] for _, headers, _ in receiver.got} == {
        delivery.message_id
    }
    assert {body for _, _, body in receiver.got} == {delivery.body}


def test_each_attempt_is_signed_with_its_own_moment(listening, receiver, delivery):
    receiver.answers = [500]
    send_due()
    later = now() + timedelta(hours=1)
    send_due(later)

    with time_machine.travel(later):
        assert receiver.verified(listening[1])
        with pytest.raises(WebhookVerificationError, match="too old"):
            receiver.verified(listening[1], which=0)


def test_what_a_receiver_says_about_an_error_is_kept_as_far_as_it_is_short(
    receiver, delivery
):
    receiver.then, receiver.says = 400, b"\0no \xff" + b"x" * 5_000
    send_due()
    said = Attempt.objects.get().error
    assert said.startswith("no \ufffdxxx")
    assert len(said) == 300


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(receiver, delivery, status):
    receiver.then, receiver.headers = status, {"Location": receiver.url + "/elsewhere"}
    send_due()
    assert [path for path, _, _ in receiver.got] == ["/hook"]
    assert (state_of(delivery), statuses(delivery)) == ("waiting", [status])


def test_who_answers_gone_is_not_asked_again(listening, receiver, delivery):
    receiver.then = 410
    send_due()
    closure = listening[0].closure
    assert (closure.by, closure.reason) == ("Setia", "410 Gone")
    assert state_of(delivery) == "closed"
    assert not Waiting.objects.exists()
    assert TrailEntry.objects.latest("number").act == "webhook.closed"


def test_nobody_there_is_an_attempt_without_a_status(db, settings):
    settings.WEBHOOKS_LOCAL = True
    waiting = a_delivery(an_endpoint("http://127.0.0.1:9/hook"))
    Waiting.objects.create(delivery=waiting, due_at=waiting.created_at)
    send_due()
    attempt = Attempt.objects.get()
    assert attempt.status is None
    assert "refused" in attempt.error
    assert state_of(waiting) == "waiting"


def test_a_receiver_that_is_too_slow_is_cut_off(receiver, delivery, monkeypatch):
    hung_up, cut_off = Event(), posting._cut_off

    def end(connection, late):
        cut_off(connection, late)
        hung_up.set()

    # The receiver is as slow as the patience of whoever calls, which is short here.
    monkeypatch.setattr(receiver, "answer", lambda: hung_up.wait(PATIENCE) and 200)
    monkeypatch.setattr(posting, "_cut_off", end)
    monkeypatch.setattr(posting, "Timer", lambda _seconds, *rest: Timer(0.05, *rest))
    send_due()
    assert Attempt.objects.get().error == "TimeoutError: no answer within 15 seconds"


def test_one_that_does_not_answer_leaves_room_for_others(db, settings):
    settings.WEBHOOKS_LOCAL = True
    busy, quiet = an_endpoint("http://127.0.0.1:9/"), an_endpoint("http://127.0.0.1:9/")
    for number in range(1, 10):
        a_waiting(busy, number)
    a_waiting(quiet, 10)
    taken = take_due(now())
    assert [one.delivery.number for one in taken] == [1, 2, 3, 4, 10]


def a_waiting(endpoint, number: int) -> None:
    delivery = a_delivery(endpoint, number)
    Waiting.objects.create(delivery=delivery, due_at=delivery.created_at)


def test_what_a_worker_has_taken_no_other_takes_until_its_time_is_over(delivery):
    at = now()
    assert len(take_due(at)) == 1
    assert take_due(at) == []
    assert take_due(at + TAKEN_FOR - timedelta(seconds=1)) == []
    assert len(take_due(at + TAKEN_FOR)) == 1


def test_a_worker_that_comes_too_late_changes_nothing_for_the_other(receiver, delivery):
    at = now()
    (slow_one,) = take_due(at)
    (other,) = take_due(at + TAKEN_FOR)
    outcome = posting.Outcome(500, "", 1)
    sending._settle(slow_one, outcome, at)
    assert Waiting.objects.get().taken_by == other.word
    sending._settle(other, outcome, at + TAKEN_FOR)
    assert Waiting.objects.get().taken_by == ""
    assert [one.number for one in delivery.attempts.all()] == [1, 2]


def test_a_replay_sends_the_same_id_and_body_now(listening, receiver, delivery):
    send_due()
    replay_delivery(delivery, an_actor())
    assert state_of(delivery) == "waiting"
    send_due()

    first, again = receiver.got
    assert again[2] == first[2]
    assert again[1]["webhook-id"] == first[1]["webhook-id"]
    assert (state_of(delivery), statuses(delivery)) == ("delivered", [200, 200])
    assert TrailEntry.objects.latest("number").act == "webhook.replayed"


def test_a_replay_of_what_was_given_up_begins_the_schedule_anew(receiver, delivery):
    receiver.answers = [500] * 11
    at = now()
    for wait in SCHEDULE:
        at += wait
        send_due(at)
    assert state_of(delivery) == "given_up"

    replay_delivery(delivery, an_actor())
    send_due(at)
    assert Waiting.objects.get().due_at == at + SCHEDULE[1]
    send_due(at + SCHEDULE[1])
    assert statuses(delivery) == [500] * 11 + [200]


def test_a_replay_during_an_attempt_makes_no_second_one(receiver, delivery):
    at = now()
    (taken,) = take_due(at)
    replay_delivery(delivery, an_actor())
    assert take_due(at + timedelta(seconds=30)) == []
    sending._settle(taken, posting.Outcome(200, "", 1), at)
    assert state_of(delivery) == "delivered"


def test_after_a_new_secret_both_verify_for_a_day(listening, receiver, delivery):
    endpoint, old = listening
    new = rotate_secret(endpoint, an_actor())
    send_due()
    assert len(receiver.got[0][1]["webhook-signature"].split(" ")) == 2
    assert receiver.verified(old)
    assert receiver.verified(new)

    replay_delivery(delivery, an_actor())
    later = now() + timedelta(hours=24)
    send_due(later)
    with time_machine.travel(later):
        assert receiver.verified(new)
        with pytest.raises(WebhookVerificationError):
            receiver.verified(old)


def test_a_secret_is_256_random_bits_in_the_form_of_the_standard(listening):
    secret = listening[1]
    assert secret.startswith("whsec_")
    assert len(Webhook(secret)._whsecret) == 32
