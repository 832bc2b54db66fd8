"""Entries of the ledger as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from setia.claims.models import Claim
from setia.closing.models import Adjustment, Award
from setia.ledger.event_words import EVENTS
from setia.ledger.models import Entry
from setia.office.ledger.owners import Owner, owners_of
from setia.ui.templatetags.ui import day


@dataclass(frozen=True)
class Told:
    """An entry in words: what happened, about what, and between whose accounts."""

    entry: Entry
    sentence: str
    about: Owner
    debit: Owner
    credit: Owner


def told(entries: Sequence[Entry]) -> list[Told]:
    """Return entries in words; as many queries for many as for one."""
    accounts = {one.debit_id: one.debit for one in entries}
    accounts |= {one.credit_id: one.credit for one in entries}
    owners, things = owners_of(accounts.values()), _things(entries)
    return [
        Told(
            one,
            str(EVENTS.get(one.event, one.event)),
            things.get((one.about_kind, one.about_id), Owner("")),
            owners[one.debit_id],
            owners[one.credit_id],
        )
        for one in entries
    ]


def _things(entries: Sequence[Entry]) -> dict[tuple[str, int], Owner]:
    """Return what entries are about, with the way to its page where there is one."""
    keys: dict[str, set[int]] = {"award": set(), "adjustment": set(), "claim": set()}
    for one in entries:
        keys.setdefault(one.about_kind, set()).add(one.about_id)
    adjusted = dict(
        Adjustment.objects.filter(pk__in=keys["adjustment"]).values_list("pk", "award")
    )
    rows = Award.objects.filter(pk__in=keys["award"] | set(adjusted.values()))
    awards = {one.pk: _award(one) for one in rows.select_related("program", "party")}
    found = {("award", key): one for key, one in awards.items()}
    found |= {("adjustment", key): awards[award] for key, award in adjusted.items()}
    for claim in Claim.objects.filter(pk__in=keys["claim"]):
        url = reverse("office:claim", args=[claim.number])
        found["claim", claim.pk] = Owner(claim.number, url)
    return found


def _award(award: Award) -> Owner:
    where = {
        "code": award.program.code,
        "window": award.window_from.isoformat(),
        "party": award.party.code,
    }
    url = reverse("office:award", kwargs=where)
    if award.order_id:
        url += "?" + urlencode({"order": award.order_id})
    name = f"{award.program.title} · {award.party.name} · {day(award.window_from)}"
    return Owner(name, url)
