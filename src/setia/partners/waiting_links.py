"""Who asked for a link and waits until somebody of the office sends it."""

from __future__ import annotations

from dataclasses import dataclass

from setia.core.actor import Actor
from setia.core.clock import now
from setia.partners.ask_for_link import WAITS
from setia.partners.having_pages import with_pages
from setia.partners.models import LinkAsk
from setia.people.models import Contact, Party
from setia.people.phone import shown_phone
from setia.people.resolve_code import survivors

MOST = 200


@dataclass(frozen=True)
class Waiting:
    """One request with the partners whose number or address it is; mostly one."""

    ask: LinkAsk
    parties: tuple[Party, ...]

    @property
    def name(self) -> str:
        """Return the number as people at home write it, or the address."""
        asked = self.ask
        return asked.normal if asked.kind == "email" else shown_phone(asked.normal)


def waiting_links(by: Actor) -> list[Waiting]:
    """Return what waits, the oldest first; of several of one name only the last.

    Requests by names that no partner has are not told: they are answered by nothing.

    Raises:
        NotPermitted: The actor may not give links.
    """
    by.must("partner.link")
    rows = LinkAsk.objects.filter(end=None, asked_at__gt=now() - WAITS)
    last = {(one.kind, one.normal): one for one in rows.order_by("asked_at", "pk")}
    owners = _owners(list(last), by)
    found = [
        Waiting(ask, owners[name])
        for name, ask in sorted(last.items(), key=lambda item: item[1].pk)
        if name in owners
    ]
    return found[:MOST]


def _owners(
    names: list[tuple[str, str]], by: Actor
) -> dict[tuple[str, str], tuple[Party, ...]]:
    """Return for each name the partners that have it, looked up together."""
    rows = Contact.objects.filter(normal__in={normal for _, normal in names})
    ends, keys = survivors(), dict[tuple[str, str], set[int]]()
    for kind, normal, party in rows.values_list("kind", "normal", "party"):
        name = ("email" if kind == "email" else "whatsapp", normal)
        keys.setdefault(name, set()).add(ends.get(party, party))
    wanted = {key for found in keys.values() for key in found}
    seen = Party.objects.visible_to(by).filter(pk__in=with_pages().filter(pk__in=wanted))
    parties = seen.in_bulk()
    found = {
        name: tuple(parties[key] for key in sorted(owners) if key in parties)
        for name, owners in keys.items()
    }
    return {name: owners for name, owners in found.items() if owners and name in names}
