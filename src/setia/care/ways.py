"""By which ways somebody may be reached today: an address, and no consent that was taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from setia.people.models import Consent, Contact
from setia.people.models.contact import ContactKind
from setia.people.models.knowing import ConsentAct

ORDER = (ContactKind.WHATSAPP, ContactKind.PHONE, ContactKind.TELEGRAM)
KIND_OF = {"whatsapp": "chat", "phone": "call", "telegram": "chat"}
"""The kind of touch that each channel is."""


@dataclass(frozen=True)
class Way:
    """One channel with its address; ``consent`` is given, withdrawn, or nothing yet."""

    channel: str
    normal: str
    consent: str

    @property
    def is_open(self) -> bool:
        """Tell whether it may be offered."""
        return self.consent != ConsentAct.WITHDRAWN

    @property
    def kind(self) -> str:
        """Return the kind of touch that it is."""
        return KIND_OF[self.channel]

    def link(self, text: str) -> str:
        """Return the address that opens it, with the words where it takes any."""
        if self.channel == ContactKind.WHATSAPP:
            return f"https://wa.me/{self.normal.removeprefix('+')}?text={quote(text)}"
        if self.channel == ContactKind.TELEGRAM:
            return f"https://t.me/{quote(self.normal.removeprefix('@'))}?text={quote(text)}"
        return f"tel:{self.normal}"


def ways_of(parties: Collection[int]) -> dict[int, list[Way]]:
    """Return the ways of each party, WhatsApp first; of each channel the first address.

    A number on WhatsApp can be called as well.
    """
    acts = _last_acts(parties)
    found: dict[int, dict[str, Way]] = {}
    rows = Contact.objects.filter(party__in=parties, kind__in=ORDER).order_by("pk")
    for row in rows.values("party", "kind", "normal"):
        _put(found, acts, row["party"], row["kind"], row["normal"])
    for party, ways in found.items():
        if "whatsapp" in ways:
            _put(found, acts, party, "phone", ways["whatsapp"].normal)
    return {
        party: [ways[channel] for channel in ORDER if channel in ways]
        for party, ways in found.items()
    }


def _put(
    found: dict[int, dict[str, Way]],
    acts: dict[tuple[int, str], str],
    party: int,
    channel: str,
    normal: str,
) -> None:
    way = Way(channel, normal, acts.get((party, channel), ""))
    found.setdefault(party, {}).setdefault(channel, way)


def _last_acts(parties: Collection[int]) -> dict[tuple[int, str], str]:
    """Return the last act by party and channel: that is what holds."""
    rows = Consent.objects.filter(party__in=parties).order_by("at", "pk")
    return {
        (row["party"], row["channel"]): row["act"]
        for row in rows.values("party", "channel", "act")
    }
