"""Keep what somebody wrote to us, and honour a stop-word at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from setia.core.actor import system
from setia.core.clock import now
from setia.core.plain_text import plain_text
from setia.core.record_event import record_event
from setia.messages.cancel_message import PENDING, STOPPED, cancelled
from setia.messages.events import MESSAGE_RECEIVED, STOP_RECEIVED
from setia.messages.models import Channel, Inbound, Message, Stop
from setia.messages.reached import CONSENTS, CONTACTS
from setia.messages.rules import stop_words
from setia.people.keep_details import record_consent
from setia.people.models import Contact, Party
from setia.people.models.knowing import ConsentAct
from setia.people.resolve_code import survivors

LONGEST_TEXT, LONGEST_NAME, LONGEST_KIND = 4_096, 160, 20
LONGEST_SOURCE = 120
ENDS = " \t\r\n.!\"'*_()"
"""What people put around a stop-word without meaning anything by it."""


@dataclass(frozen=True)
class Received:
    """A message as a provider tells it.

    ``normals`` are the forms in which a person may carry the sender, the best known first;
    ``address`` is where an answer goes.
    """

    channel: str
    provider_id: str
    normals: tuple[str, ...]
    address: str
    name: str
    kind: str
    text: str
    at: datetime


def receive_message(received: Received) -> Inbound | None:
    """Keep a message; None where it is known: providers tell some things twice.

    A stop-word takes back the consent of everybody with this address, with the message as its
    source, and takes back what waits for them.
    """
    if _is_known(received):
        return None
    owners = owners_of(received.channel, received.normals)
    try:
        with transaction.atomic():
            inbound = _kept(received, _whose(owners, received.channel))
            if word := _stop_word(inbound.text):
                _stop(inbound, word, owners)
    except IntegrityError:
        if _is_known(received):
            return None
        raise
    return inbound


def owners_of(channel: str, normals: tuple[str, ...]) -> list[Party]:
    """Return who has an address today; those who were merged as who they are now."""
    kind = CONTACTS[Channel(channel)]
    rows = Contact.objects.filter(kind=kind, normal__in=normals)
    ends = survivors()
    keys = {ends.get(key, key) for key in rows.values_list("party", flat=True)}
    return list(Party.objects.filter(pk__in=keys).order_by("pk"))


def _is_known(received: Received) -> bool:
    rows = Inbound.objects.filter(channel=received.channel)
    return rows.filter(provider_id=received.provider_id).exists()


def _whose(owners: list[Party], channel: str) -> Party | None:
    """Choose one of several who share a number: to whom we wrote last, else the first."""
    if len(owners) < 2:
        return owners[0] if owners else None
    last = Message.objects.filter(to__in=owners, channel=channel).first()
    return last.to if last else owners[0]


def _kept(received: Received, party: Party | None) -> Inbound:
    sender = party.name if party else received.normals[0]
    told = {"party": sender, "channel": received.channel}
    # First the trail, whose head is locked until we end: so that keys of rows come in the
    # order in which the rows can be seen, and no reader's cursor passes one over.
    record_event(MESSAGE_RECEIVED, system(), ("inbound", received.provider_id), told)
    return Inbound.objects.create(
        channel=received.channel,
        from_normal=received.normals[0],
        from_name=plain_text(received.name)[:LONGEST_NAME],
        address=received.address,
        party=party,
        kind=plain_text(received.kind)[:LONGEST_KIND],
        text=plain_text(received.text)[:LONGEST_TEXT],
        at=received.at,
        received_at=now(),
        provider_id=received.provider_id,
    )


def _stop_word(text: str) -> str:
    """Return the stop-word that a message is; nothing where it only holds one."""
    said = " ".join(text.lower().strip(ENDS).split())
    return said if said and said in stop_words() else ""


def _stop(inbound: Inbound, word: str, owners: list[Party]) -> None:
    Stop.objects.create(
        inbound=inbound,
        channel=inbound.channel,
        address=inbound.address,
        word=word,
        at=inbound.at,
    )
    channel = CONSENTS[Channel(inbound.channel)]
    source = f"{inbound.get_channel_display()} {inbound.provider_id}"[:LONGEST_SOURCE]
    for party in owners:
        words = (inbound.text, source)
        record_consent(
            party, channel, ConsentAct.WITHDRAWN, words, inbound.received_at, system()
        )
        told = {"party": party.name, "channel": str(inbound.channel)}
        record_event(STOP_RECEIVED, system(), ("party", party.pk), told)
    _take_back(inbound, owners)


def _take_back(inbound: Inbound, owners: list[Party]) -> None:
    """Take back what waits for the address, and for those whose it is."""
    ways = [inbound.channel]
    if inbound.channel == Channel.WHATSAPP:
        ways.append(Channel.BY_HAND)
    pending = Message.objects.filter(PENDING, channel__in=ways)
    for message in pending.filter(address=inbound.address) | pending.filter(to__in=owners):
        cancelled(message, STOPPED, system())
