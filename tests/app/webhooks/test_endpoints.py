"""Endpoints: who may add one, what the trail keeps of it, and that secrets stay secret."""

from __future__ import annotations

import pytest
from builders import a_business, a_draft, a_user, an_actor, an_endpoint
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.core.verify_trail import verify_trail
from setia.webhooks.add_endpoint import add_endpoint
from setia.webhooks.close_endpoint import close_endpoint
from setia.webhooks.models import Attempt, Delivery, Endpoint, Secret
from setia.webhooks.replay_delivery import replay_delivery
from setia.webhooks.rotate_secret import rotate_secret
from setia.webhooks.send_due import send_due

OTHERS = [role for role in Role if role is not Role.OWNER]


@pytest.fixture
def owner(client, db):
    a_business()
    client.force_login(a_user(Role.OWNER))
    return client


@pytest.mark.parametrize("role", OTHERS)
def test_only_an_owner_manages_webhooks(delivery, receiver, role):
    by, endpoint = an_actor(role), delivery.endpoint
    for act in (
        lambda: add_endpoint(receiver.url, by),
        lambda: rotate_secret(endpoint, by),
        lambda: close_endpoint(endpoint, by),
        lambda: replay_delivery(delivery, by),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_a_type_that_is_not_told_is_refused(db, receiver):
    with pytest.raises(Refused) as refused:
        add_endpoint(receiver.url, an_actor(), types=["program.added", "party.added"])
    (problem,) = refused.value.problems
    assert (problem.code, problem.at) == ("webhook.type_unknown", "types")


def test_a_closed_endpoint_stays_closed(delivery):
    endpoint = delivery.endpoint
    close_endpoint(endpoint, an_actor(), "moved")
    with pytest.raises(Conflict, match="closed_already"):
        close_endpoint(endpoint, an_actor())
    for act, thing in ((replay_delivery, delivery), (rotate_secret, endpoint)):
        with pytest.raises(Refused, match="endpoint_closed"):
            act(thing, an_actor())
    assert send_due() == 0


def test_an_attempt_is_neither_changed_nor_deleted(delivery):
    send_due()
    for act in (
        lambda: Attempt.objects.update(status=200),
        lambda: Attempt.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_a_secret_is_nowhere_after_it_was_shown(owner, receiver):
    answer = owner.post(reverse("office:webhooks"), {"url": receiver.url})
    first = Secret.objects.get().text
    assert first in answer.content.decode()
    endpoint = Endpoint.objects.get()
    page = reverse("office:webhook", args=[endpoint.pk])
    second = owner.post(page).context["secret"]
    a_draft()
    call_command("send_webhooks", "--once")

    message = Delivery.objects.get()
    paths = [page, reverse("office:webhooks"), reverse("office:trail")]
    paths += [reverse("office:webhook-message", args=[message.message_id])]
    numbers = TrailEntry.objects.values_list("number", flat=True)
    paths += [reverse("office:trail-entry", args=[number]) for number in numbers]
    told = "".join(owner.get(path).content.decode() for path in paths)
    kept = told + str(list(TrailEntry.objects.values()))
    kept += str(list(Delivery.objects.values())) + str(list(Attempt.objects.values()))
    assert first not in kept
    assert second not in kept
    assert receiver.verified(first)
    assert verify_trail().flaws == ()


def test_the_trail_names_the_host_and_not_what_the_address_holds(db, receiver):
    add_endpoint(receiver.url + "?token=rahasia", an_actor())
    entry = TrailEntry.objects.get(act="webhook.added")
    assert entry.params == {"host": "127.0.0.1"}
    assert "rahasia" not in str(entry.after)


def test_an_address_that_is_refused_is_told_at_its_field(owner):
    answer = owner.post(reverse("office:webhooks"), {"url": "https://127.0.0.1/"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["url"]
    assert not Endpoint.objects.exists()


def test_the_log_shows_what_became_of_each_message(owner, receiver, delivery):
    receiver.answers = [500]
    send_due()
    page = reverse("office:webhook", args=[delivery.endpoint_id])
    waiting = owner.get(page, {"state": "waiting"}).context["deliveries"]
    assert [(one.pk, state) for one, state in waiting] == [(delivery.pk, "waiting")]
    assert owner.get(page, {"state": "delivered"}).context["deliveries"] == []

    one = reverse("office:webhook-message", args=[delivery.message_id])
    told = owner.get(one).content.decode()
    assert "500" in told
    assert "program.added" in told


def test_send_again_on_the_page_sends_again(owner, receiver, delivery):
    send_due()
    address = reverse("office:webhook-replay", args=[delivery.message_id])
    assert owner.post(address).status_code == 302
    send_due()
    assert len(receiver.got) == 2


def test_our_own_refusal_is_a_sentence_on_the_page(owner, delivery, settings):
    settings.WEBHOOKS_LOCAL = False
    send_due()
    page = reverse("office:webhook-message", args=[delivery.message_id])
    ((attempt, why),) = owner.get(page).context["attempts"]
    assert attempt.error == "webhook.url_not_https"
    assert "https://" in why


def test_closing_on_the_page_says_so(owner):
    endpoint = an_endpoint()
    address = reverse("office:webhook-closure", args=[endpoint.pk])
    for _ in range(2):
        owner.post(address, {"reason": "pindah\0"})
    closure = Endpoint.objects.get().closure
    assert closure.reason == "pindah"
    assert (
        "pindah"
        in owner.get(reverse("office:webhook", args=[endpoint.pk])).content.decode()
    )
