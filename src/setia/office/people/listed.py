"""Which people a list shows, and with which figures beside their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from setia.core.clock import today
from setia.people.models import Contact, Party
from setia.people.models.party import PartyRole
from setia.people.phone import shown_phone
from setia.people.search_parties import search_parties
from setia.sales.summaries import PartySum, party_sums
from setia.ui.listing import Listing, Page

SORTS = {
    "name": ("name_key", "code"),
    "role": ("role", "name_key"),
    "territory": ("territory", "name_key"),
    "tier": ("tier", "name_key"),
    "joined": ("joined_on", "name_key"),
    "rank": ("rank", "name_key"),
}
FILTERS = ("role", "territory", "tier", "category")


@dataclass(frozen=True)
class Known:
    """One row: a person, their number, and how they sell lately."""

    party: Party
    phone: str
    sums: PartySum


def asked_parties(rows: QuerySet[Party], query: Mapping[str, str]) -> QuerySet[Party]:
    """Narrow people by search and filters; a filter that is empty narrows nothing."""
    for name in FILTERS:
        if value := query.get(name, ""):
            rows = rows.filter(**{name: value})
    return search_parties(rows, query.get("q", ""))


def listed(rows: QuerySet[Party], query: Mapping[str, str]) -> Page:
    """Return one page of people with their figures, in few queries."""
    page = Listing(query, SORTS, "rank" if query.get("q") else "name").over(rows)
    keys = [party.pk for party in page.rows]
    day = today(settings.TIME_ZONE)
    sums = party_sums(keys, day.replace(day=1))
    phones = dict(
        Contact.objects.filter(party__in=keys, kind__in=["whatsapp", "phone"])
        .order_by("-pk")
        .values_list("party", "normal")
    )
    known = [
        Known(
            party,
            shown_phone(phones[party.pk]) if party.pk in phones else "",
            sums.get(party.pk, PartySum(None, 0)),
        )
        for party in page.rows
    ]
    return replace(page, rows=known)


def narrowing(rows: QuerySet[Party]) -> dict[str, Any]:
    """Return what the filters offer."""
    return {
        "roles": PartyRole.choices,
        "choices": [(name, _values(rows, name)) for name in FILTERS if name != "role"],
    }


def _values(rows: QuerySet[Party], name: str) -> list[str]:
    found = rows.exclude(**{name: ""}).order_by(name).values_list(name, flat=True)
    return list(found.distinct()[:200])
