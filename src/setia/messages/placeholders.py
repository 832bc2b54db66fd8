"""Places in a template that a person's facts fill: {name}, {business} and a few more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.conf import settings
from django.db.models import Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.core.actor import Actor
from setia.core.clock import today
from setia.core.days import first_of, start_of
from setia.core.errors import Problem
from setia.core.models import Business
from setia.people.models import Party
from setia.people.resolve_code import with_merged
from setia.sales.models import SaleLine

PLACE = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")
KNOWN: Mapping[str, str | Promise] = MappingProxyType(
    {
        "name": _("the person's name"),
        "first_name": _("the first word of the name"),
        "code": _("the person's code"),
        "business": _("the name of the business"),
        "sender": _("who writes"),
        "tier": _("the person's tier"),
        "amount": _("what was sold or bought this month"),
    }
)


@dataclass(frozen=True)
class Filled:
    """Words with their places filled, and what filled them, in the order of the words."""

    text: str
    parameters: tuple[str, ...]


def places_in(text: str) -> list[str]:
    """Return the places of a text, each once, in their order."""
    return list(dict.fromkeys(PLACE.findall(text)))


def wrong_places(texts: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the places of one template, by the field of each text.

    A place must be known, closed, and stand in both languages: a fact that only some readers
    are told is a mistake.
    """
    problems = []
    everywhere = {place for text in texts.values() for place in PLACE.findall(text)}
    for field, text in texts.items():
        told = places_in(text)
        for place in told:
            if place not in KNOWN:
                where = text.index(f"{{{place}}}") + 1
                params = {"place": place, "at": where, "known": ", ".join(KNOWN)}
                problems.append(Problem("template.place_unknown", field, params))
        if loose := BRACE.search(PLACE.sub("", text)):
            params = {"at": text.index(loose.group()) + 1}
            problems.append(Problem("template.place_open", field, params))
        problems += [
            Problem("template.place_missing", field, {"place": place})
            for place in sorted(everywhere.difference(told))
            if place in KNOWN
        ]
    return problems


def fill(text: str, facts: Mapping[str, str]) -> Filled:
    """Fill the places of a text by facts."""
    parameters = tuple(facts[place] for place in places_in(text))
    return Filled(PLACE.sub(lambda found: facts[found[1]], text), parameters)


def facts_of(party: Party, by: Actor, needed: Sequence[str]) -> dict[str, str]:
    """Return what fills the places for one person; a sum is only made where it is needed."""
    business = Business.objects.filter(pk=1).first()
    facts = {
        "name": party.name,
        "first_name": party.name.split()[0],
        "code": party.code,
        "business": business.name if business else "",
        "sender": by.name,
        "tier": party.tier or "–",
    }
    if "amount" in needed:
        facts["amount"] = _amount(party)
    return facts


def _amount(party: Party) -> str:
    """Write this month's sales of somebody as everybody here reads rupiah: Rp1.250.000."""
    keys = with_merged(party.pk)
    since = start_of(first_of(today(settings.TIME_ZONE)))
    lines = SaleLine.objects.standing().filter(sold_at__gte=since)
    ours = lines.filter(Q(seller__in=keys) | Q(buyer__in=keys))
    minor = ours.aggregate(sum=Sum("amount_minor"))["sum"] or 0
    return f"Rp{minor // 100:,}".replace(",", ".")
