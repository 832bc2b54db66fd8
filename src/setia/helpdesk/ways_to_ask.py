"""By which ways somebody can be asked whether it is solved, the conversation's own first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from setia.helpdesk.models import Conversation
from setia.messages.channels import is_set_up
from setia.messages.may_write import Asked, verdict
from setia.messages.models import Channel, Purpose
from setia.messages.quiet_hours import zones_of
from setia.messages.reached import Reached, reached
from setia.messages.rules import message_rules
from setia.people.models import Party
from setia.people.resolve_code import survivors

WAYS = (Channel.WHATSAPP, Channel.TELEGRAM, Channel.EMAIL)


@dataclass(frozen=True)
class Way:
    """A channel that would take the question now, and as what it is written."""

    channel: Channel
    purpose: Purpose


def asked_person(conversation: Conversation) -> Party | None:
    """Return whom the question is for: the person as who they are today; None for a stranger."""
    party = conversation.party
    kept = survivors().get(party.pk) if party else None
    return Party.objects.get(pk=kept) if kept else party


def ways_to_ask(conversation: Conversation, at: datetime) -> Iterator[Way]:
    """Yield the ways that are open at a moment, by the rules of every message."""
    party = asked_person(conversation)
    if party is None:
        return
    own, zone = conversation.channel, zones_of([party])[party.pk]
    for channel in sorted(WAYS, key=lambda one: one != own):
        if not is_set_up(channel):
            continue
        known = reached([party], channel, at)[party.pk]
        way = Way(channel, _purpose(known, at))
        asked = Asked(channel, way.purpose, at)
        if not verdict(asked, known, message_rules(), zone).code:
            yield way


def _purpose(known: Reached, at: datetime) -> Purpose:
    """Return what the question is: a part of the talk within its day, else care.

    Care needs a consent. Whoever said that we should stop is in no talk any more, even
    where that very word came today.
    """
    in_talk = known.is_in_conversation(at) and not known.has_refused
    return Purpose.SERVICE if in_talk else Purpose.CARE
