"""Who has partner pages, and as which actor they are there."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from setia.core.actor import Actor, partner
from setia.people.models import Contact, Party
from setia.people.models.party import PartyRole
from setia.people.resolve_code import survivors, with_merged

ROLES = (
    PartyRole.DISTRIBUTOR,
    PartyRole.RESELLER,
    PartyRole.OUTLET,
    PartyRole.SALESPERSON,
)
MAY = frozenset(
    {
        "portal.use",
        "program.see",
        "program.join",
        "award.see",
        "statement.see",
        "dispute.see",
        "dispute.raise",
        "reward.see",
        "reward.choose",
        "inbox.write",
    }
)
"""What a partner may do at its own pages, less than with a log-in of the office."""


def with_pages() -> QuerySet[Party]:
    """Return the parties that have pages: whoever sells with us, by any of their roles."""
    sells = Q(role__in=ROLES) | Q(extra_roles__role__in=ROLES)
    return Party.objects.standing().filter(sells).distinct()


def partner_at(party: Party) -> Actor:
    """Return the actor that a party is at its pages, with everybody merged into it."""
    kept = survivors().get(party.pk, party.pk)
    name = party.name if kept == party.pk else Party.objects.get(pk=kept).name
    return partner(kept, name, with_merged(kept), MAY)


def reached_by(kind: str, normal: str) -> list[Party]:
    """Return who with pages is reached by a number or an e-mail address."""
    kinds = ("email",) if kind == "email" else ("whatsapp", "phone")
    rows = Contact.objects.filter(kind__in=kinds, normal=normal)
    ends = survivors()
    keys = {ends.get(key, key) for key in rows.values_list("party", flat=True)}
    return list(with_pages().filter(pk__in=keys))
