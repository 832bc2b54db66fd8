"""Attempt the deliveries that are due, each by one worker at a time.

A worker takes a delivery by writing a word of its own beside it, in one update that succeeds
for one of many. The word counts for two minutes, which is longer than any attempt lasts: who
is killed holds nothing back for longer.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q, QuerySet

from setia.core.actor import system
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.webhooks.close_endpoint import close_endpoint
from setia.webhooks.models import Attempt, Delivery, Endpoint, Waiting
from setia.webhooks.post_message import Message, Outcome, post_message

SCHEDULE = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long after the attempt before each is made; after the last a delivery is given up."""
TAKEN_FOR = timedelta(minutes=2)
MOST_AT_ONCE = 32
MOST_OF_ONE = 4
"""Of one endpoint, so that one that does not answer leaves room for the others."""
GONE = 410


@dataclass(frozen=True)
class Taken:
    """A delivery that this worker alone may attempt, and the word by which it is known."""

    delivery: Delivery
    word: str


def send_due(at: datetime | None = None) -> int:
    """Attempt what is due, side by side; return how many attempts were made.

    The database is spoken to by this thread only; the others only wait for receivers.
    """
    at = at or now()
    taken = take_due(at)
    if not taken:
        return 0
    messages = [_message(one.delivery, at) for one in taken]
    with ThreadPoolExecutor(len(taken)) as pool:
        for one, outcome in zip(taken, pool.map(post_message, messages), strict=True):
            _settle(one, outcome, at)
    return len(taken)


def take_due(at: datetime) -> list[Taken]:
    """Take some of what is due, a few of each endpoint, those that are due longest first."""
    taken = []
    for pk in _due(at):
        word = secrets.token_hex(16)
        rows = Waiting.objects.filter(_free(at), pk=pk, due_at__lte=at)
        if rows.update(taken_by=word, taken_until=at + TAKEN_FOR):
            delivery = Delivery.objects.select_related("endpoint").get(pk=pk)
            taken.append(Taken(delivery, word))
    return taken


def _due(at: datetime) -> Iterator[int]:
    due = Q(deliveries__waiting__due_at__lte=at)
    first = Min("deliveries__waiting__due_at")
    endpoints = Endpoint.objects.standing().filter(due).annotate(first=first)
    left = MOST_AT_ONCE
    for endpoint in endpoints.order_by("first", "pk"):
        rows = Waiting.objects.filter(_free(at), due_at__lte=at)
        found = rows.filter(delivery__endpoint=endpoint).order_by("due_at", "pk")
        few = list(found.values_list("pk", flat=True)[: min(MOST_OF_ONE, left)])
        left -= len(few)
        yield from few


def _free(at: datetime) -> Q:
    return Q(taken_until=None) | Q(taken_until__lte=at)


def _message(delivery: Delivery, at: datetime) -> Message:
    endpoint = delivery.endpoint
    return Message(
        endpoint.url,
        delivery.message_id,
        delivery.body,
        tuple(endpoint.signing_secrets(at)),
        at,
    )


def _settle(taken: Taken, outcome: Outcome, at: datetime) -> None:
    """Write down what came back, and when to try next."""
    with transaction.atomic():
        # Locked, so that whoever asks for it again meanwhile waits for what came of this.
        delivery = Delivery.objects.select_for_update().get(pk=taken.delivery.pk)
        attempt = Attempt.objects.create(
            delivery=delivery,
            number=delivery.attempts.count() + 1,
            at=at,
            status=outcome.status,
            error=outcome.error,
            duration_ms=outcome.duration_ms,
        )
        _schedule(Waiting.objects.filter(pk=delivery.pk, taken_by=taken.word), attempt)
    if outcome.status == GONE:
        with suppress(Conflict):
            close_endpoint(taken.delivery.endpoint, system(), "410 Gone")


def _schedule(ours: QuerySet[Waiting], attempt: Attempt) -> None:
    """Give a delivery back or let it go; nothing is done where it is no longer ours."""
    tries = (ours.values_list("tries", flat=True).first() or 0) + 1
    if attempt.arrived or tries >= len(SCHEDULE):
        ours.delete()
    else:
        ours.update(
            tries=tries,
            due_at=attempt.at + SCHEDULE[tries],
            taken_by="",
            taken_until=None,
        )
