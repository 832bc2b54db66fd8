"""Try the messages that are due, each by one worker at a time.

A worker takes a message by writing a word of its own beside it, in one update that succeeds
for one of many. The word counts for two minutes, which is longer than any try lasts. Who is
killed between the provider's answer and writing it down sends once more: a message goes at
least once, and seldom twice.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from setia.core.clock import now
from setia.messages.adapters.chosen import adapter_of
from setia.messages.adapters.protocol import Adapter, Envelope, Outcome, Result
from setia.messages.give_up import give_up
from setia.messages.look_again import look_again
from setia.messages.models import Attempt, Channel, Message, Waiting

SCHEDULE = (
    timedelta(0),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
"""How long after the try before each is made; after the last a message is given up."""
JITTER = 5
"""A wait grows by up to a fifth by chance, so that many that failed at once come apart."""
LONGEST_WAIT = timedelta(days=1)
UNSURE_WAIT = timedelta(minutes=5)
"""Before a message is sent once more that may have gone: its delivery state may yet come."""
TAKEN_FOR = timedelta(minutes=2)
MOST_OF_ONE = 8
"""Of one channel, so that one that does not answer leaves room for the others."""


@dataclass(frozen=True)
class Taken:
    """A message that this worker alone may try, and the word by which it is known."""

    message: Message
    word: str
    envelope: Envelope
    adapter: Adapter | None


@dataclass(frozen=True)
class Tried:
    """What came of it, and how long it took."""

    outcome: Outcome
    duration_ms: int


def send_due(at: datetime | None = None) -> int:
    """Try what is due, side by side; return how many tries were made.

    The database is spoken to by this thread only; the others only wait for providers.
    """
    at = at or now()
    taken = take_due(at)
    if not taken:
        return 0
    with ThreadPoolExecutor(len(taken)) as pool:
        for one, tried in zip(taken, pool.map(_try, taken), strict=True):
            _settle(one, tried, at)
    return len(taken)


def take_due(at: datetime) -> list[Taken]:
    """Take some of what is due; what may not go any more is ended or put off instead."""
    taken = []
    adapters = {channel: adapter_of(channel) for channel in Channel.values}
    for pk in _due(at):
        word = secrets.token_hex(16)
        rows = Waiting.objects.filter(_free(at), pk=pk, due_at__lte=at)
        if not rows.update(taken_by=word, taken_until=at + TAKEN_FOR):
            continue
        message = Message.objects.select_related("to", "template").get(pk=pk)
        envelope = look_again(message, at)
        if envelope is not None:
            taken.append(Taken(message, word, envelope, adapters[message.channel]))
    return taken


def _due(at: datetime) -> Iterator[int]:
    for channel in Channel.values:
        rows = Waiting.objects.filter(_free(at), due_at__lte=at, message__channel=channel)
        found = rows.order_by("due_at", "pk").values_list("pk", flat=True)
        yield from list(found[:MOST_OF_ONE])


def _free(at: datetime) -> Q:
    return Q(taken_until=None) | Q(taken_until__lte=at)


def _try(taken: Taken) -> Tried:
    began = time.monotonic()
    if taken.adapter is None:
        outcome = Outcome(Result.LATER, "", "not_set_up", "the channel is not set up")
    else:
        outcome = taken.adapter.send(taken.envelope)
    return Tried(outcome, round((time.monotonic() - began) * 1000))


def _settle(taken: Taken, tried: Tried, at: datetime) -> None:
    """Write down what came of it, and when to try next."""
    outcome = tried.outcome
    with transaction.atomic():
        ours = Waiting.objects.select_for_update().filter(
            pk=taken.message.pk, taken_by=taken.word
        )
        waiting = ours.first()
        Attempt.objects.create(
            message=taken.message,
            number=taken.message.attempts.count() + 1,
            at=at,
            provider_id=outcome.provider_id,
            code=outcome.code[:40],
            error=outcome.error[:300],
            is_unsure=outcome.is_unsure,
            duration_ms=tried.duration_ms,
        )
        if waiting is not None:
            _schedule(waiting, outcome, at)


def _schedule(waiting: Waiting, outcome: Outcome, at: datetime) -> None:
    """Let a message go, give it up, or put it off."""
    tries = waiting.tries + 1
    if outcome.result == Result.TAKEN:
        waiting.delete()
    elif outcome.result == Result.NEVER or tries >= len(SCHEDULE):
        give_up(waiting.message, outcome.code, outcome.error, at)
    else:
        waiting.tries, waiting.taken_by, waiting.taken_until = tries, "", None
        waiting.due_at = at + wait_after(tries, outcome, secrets.randbelow(1_000))
        waiting.save()


def wait_after(tries: int, outcome: Outcome, chance: int) -> timedelta:
    """Return how long to wait after a number of tries; ``chance`` is in thousandths.

    Never less than the provider asks for, as far as that is within a day.
    """
    wait = SCHEDULE[tries]
    if outcome.is_unsure:
        wait = max(wait, UNSURE_WAIT)
    wait += wait * chance // (1_000 * JITTER)
    return max(wait, min(outcome.after or wait, LONGEST_WAIT))
