"""Confirm a broadcast; a look beside the pages then goes through its people."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from setia.core.actor import Actor, system
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.messages.channels import is_set_up
from setia.messages.events import BROADCAST_CONFIRMED
from setia.messages.models import (
    Broadcast,
    BroadcastEnd,
    Channel,
    LeftOut,
    Template,
    TemplateRetirement,
)
from setia.messages.queue_message import Writing, queue_message
from setia.messages.segment import Segment, people_of, segment_of
from setia.people.models import Party

AT_ONCE = 100
"""How many people one round goes through, so that messages leave in between."""
WAYS = (Channel.WHATSAPP, Channel.TELEGRAM, Channel.EMAIL)
"""What a person opens by hand is for one person."""


@dataclass(frozen=True)
class BroadcastDraft:
    """What is to be sent to whom; ``key`` makes a second confirmation the same one."""

    segment: Segment
    channel: str
    template: Template
    language: str
    key: str


def send_broadcast(draft: BroadcastDraft, by: Actor) -> Broadcast:
    """Confirm a broadcast: from now on its people are written to, each as if alone.

    Raises:
        NotPermitted: The actor may not write to many.
        Refused: The channel, the template or the language cannot be used, or nobody is meant.
        Conflict: It was confirmed already.
    """
    by.must("message.broadcast")
    meant = people_of(draft.segment, by).count()
    problems = _wrong(draft, meant)
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            return _confirmed(draft, meant, by)
    except IntegrityError as error:
        raise Conflict("broadcast.sent_already") from error


def go_through_broadcasts() -> int:
    """Write to some people of a broadcast that is under way; return how many were looked at.

    Who was killed in the middle goes on behind the last person with a message or a reason.
    """
    broadcast = Broadcast.objects.filter(end=None).order_by("pk").first()
    if broadcast is None:
        return 0
    some = list(_next_of(broadcast)[:AT_ONCE])
    for party in some:
        _write(broadcast, party)
    if len(some) < AT_ONCE:
        BroadcastEnd.objects.get_or_create(broadcast=broadcast, defaults={"at": now()})
    return max(1, len(some))


def _wrong(draft: BroadcastDraft, meant: int) -> list[Problem]:
    problems = []
    if draft.channel not in WAYS:
        problems.append(Problem("message.channel_unknown", "channel"))
    elif not is_set_up(draft.channel):
        problems.append(Problem("message.channel_not_set_up", "channel"))
    if TemplateRetirement.objects.filter(template=draft.template).exists():
        problems.append(Problem("template.retired", "template"))
    if draft.language not in dict(settings.LANGUAGES):
        problems.append(Problem("broadcast.language", "language"))
    if not meant:
        problems.append(Problem("broadcast.nobody"))
    return problems


def _confirmed(draft: BroadcastDraft, meant: int, by: Actor) -> Broadcast:
    broadcast = Broadcast.objects.create(
        channel=draft.channel,
        purpose=draft.template.purpose,
        template=draft.template,
        language=draft.language,
        segment=draft.segment.told(),
        meant=meant,
        key=draft.key,
        at=now(),
        by=by.name,
        by_key=by.key,
    )
    told = {
        "meant": meant,
        "channel": str(draft.channel),
        "template": draft.template.name,
    }
    after = {"segment": broadcast.segment}
    record_event(BROADCAST_CONFIRMED, by, ("broadcast", broadcast.pk), told, after=after)
    return broadcast


def _next_of(broadcast: Broadcast) -> QuerySet[Party]:
    done = [
        broadcast.messages.aggregate(last=Max("to"))["last"] or 0,
        broadcast.left_out.aggregate(last=Max("party"))["last"] or 0,
    ]
    actor = _actor(broadcast)
    return people_of(segment_of(broadcast.segment), actor).filter(pk__gt=max(done))


def _actor(broadcast: Broadcast) -> Actor:
    """Return who confirmed it; only who sees everybody may write to many."""
    return system(broadcast.by)


def _write(broadcast: Broadcast, party: Party) -> None:
    writing = Writing(
        broadcast.channel,
        broadcast.purpose,
        "",
        broadcast.template,
        f"broadcast {broadcast.pk}",
        language=broadcast.language,
        broadcast=broadcast,
    )
    try:
        queue_message(party, writing, _actor(broadcast))
    except Refused as refused:
        code = refused.problems[0].code
    except NotFound as missing:
        code = missing.kind
    else:
        return
    LeftOut.objects.get_or_create(
        broadcast=broadcast, party=party, defaults={"code": code[:40], "at": now()}
    )
