"""How people can be written to over a channel: address, consent, and what counts against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count, Max

from setia.messages.models import Channel, Inbound, Message, Purpose, Stop
from setia.people.models import Consent, Contact, Party
from setia.people.models.contact import ContactKind
from setia.people.models.knowing import ConsentAct, ConsentChannel
from setia.people.resolve_code import survivors

WEEK = timedelta(days=7)
CONVERSATION = timedelta(hours=24)
"""How long after its last word somebody is taken to be in a conversation; WhatsApp's own."""
CONTACTS = {
    Channel.WHATSAPP: ContactKind.WHATSAPP,
    Channel.BY_HAND: ContactKind.WHATSAPP,
    Channel.TELEGRAM: ContactKind.TELEGRAM,
    Channel.EMAIL: ContactKind.EMAIL,
}
CONSENTS = {
    Channel.WHATSAPP: ConsentChannel.WHATSAPP,
    Channel.BY_HAND: ConsentChannel.WHATSAPP,
    Channel.TELEGRAM: ConsentChannel.TELEGRAM,
    Channel.EMAIL: ConsentChannel.EMAIL,
}


@dataclass(frozen=True)
class Reached:
    """What is known about writing to one person over one channel at one moment."""

    address: str = ""
    consent: Consent | None = None
    stopped_at: datetime | None = None
    wrote_at: datetime | None = None
    marketing: int = 0

    def is_in_conversation(self, at: datetime) -> bool:
        """Tell whether the person wrote within the last day."""
        return self.wrote_at is not None and at - self.wrote_at < CONVERSATION

    @property
    def has_consented(self) -> bool:
        """Tell whether the last word about the channel was a yes."""
        given = self.consent is not None and self.consent.act == ConsentAct.GIVEN
        return given and not self.has_stopped

    @property
    def has_refused(self) -> bool:
        """Tell whether the last word about the channel was a no."""
        taken = self.consent is not None and self.consent.act == ConsentAct.WITHDRAWN
        return taken or self.has_stopped

    @property
    def has_stopped(self) -> bool:
        """Tell whether the address asked for no more, later than any consent."""
        if self.stopped_at is None:
            return False
        given = self.consent is not None and self.consent.act == ConsentAct.GIVEN
        return not given or self.consent.at < self.stopped_at  # type: ignore[union-attr]


def reached(parties: Collection[Party], channel: str, at: datetime) -> dict[int, Reached]:
    """Return for each of some parties how they are reached; read at once for all.

    Consents and earlier messages of those who were merged into them count as their own.
    """
    wanted = {party.pk for party in parties}
    kept = {pk: pk for pk in wanted} | {
        gone: end for gone, end in survivors().items() if end in wanted
    }
    known = {pk: Reached() for pk in wanted}
    for party, address in _addresses(wanted, channel):
        if not known[party].address:
            known[party] = replace(known[party], address=address)
    for consent in _consents(kept, channel):
        key = kept[consent.party_id]
        known[key] = replace(known[key], consent=consent)
    for party, count in _marketing(kept, at):
        known[kept[party]] = replace(
            known[kept[party]], marketing=known[kept[party]].marketing + count
        )
    return _with_words(known, channel)


def _addresses(parties: Collection[int], channel: str) -> Iterable[tuple[int, str]]:
    """Yield addresses; of Telegram the chat, which is known once the person wrote."""
    kind = CONTACTS[Channel(channel)]
    rows = Contact.objects.filter(party__in=parties, kind=kind).order_by("pk")
    contacts = list(rows.values_list("party", "normal"))
    if channel != Channel.TELEGRAM:
        return contacts
    names = {normal for _party, normal in contacts}
    wrote = Inbound.objects.filter(channel=channel, from_normal__in=names).order_by("pk")
    chats = dict(wrote.values_list("from_normal", "address"))
    numbers = {name: name for name in names if name.isascii() and name.isdigit()}
    chats = numbers | chats
    return [(party, chats[name]) for party, name in contacts if name in chats]


def _consents(parties: Collection[int], channel: str) -> Iterable[Consent]:
    rows = Consent.objects.filter(party__in=parties, channel=CONSENTS[Channel(channel)])
    return rows.order_by("at", "pk")


def _marketing(parties: Collection[int], at: datetime) -> Iterable[tuple[int, int]]:
    rows = Message.objects.counted().filter(
        to__in=parties, purpose=Purpose.MARKETING, due_at__gt=at - WEEK
    )
    return rows.values_list("to").order_by("to").annotate(count=Count("pk"))


def _with_words(known: dict[int, Reached], channel: str) -> dict[int, Reached]:
    """Add when each address last wrote, and whether it asked for no more."""
    spoken = Channel.WHATSAPP if channel == Channel.BY_HAND else channel
    places = {one.address for one in known.values() if one.address}
    rows = {"channel": spoken, "address__in": places}
    wrote = Inbound.objects.filter(**rows).values_list("address").order_by("address")
    last = dict(wrote.annotate(last=Max("at")))
    stops = Stop.objects.filter(**rows).values_list("address").order_by("address")
    ends = dict(stops.annotate(last=Max("at")))
    return {
        pk: replace(one, wrote_at=last.get(one.address), stopped_at=ends.get(one.address))
        for pk, one in known.items()
    }
