"""By whose clock people live: the territories that people have, each with its time zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from setia.core.actor import Actor
from setia.core.errors import Refused
from setia.messages.models import TerritoryZone
from setia.messages.place_territories import place_territories
from setia.messages.quiet_hours import business_zone
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_refused, tell_wrong
from setia.office.zones import INDONESIA
from setia.people.models import Party
from setia.ui.listing import Page, asked_page

PER_PAGE = 100
OWN = "own"
"""The business's own clock; what holds where a territory was never placed."""
ASKED = ("q", "clock", "page")


@dataclass(frozen=True)
class Place:
    """A territory as the page shows it: how many people are there, and whose clock counts."""

    territory: str
    people: int
    placed: TerritoryZone | None

    @property
    def clock(self) -> str:
        """Return the name of its zone as a choice; that of the business where none was set."""
        return self.placed.time_zone if self.placed else OWN

    @property
    def short(self) -> str:
        """Return the zone in a word: WIB, WITA, WIT; nothing where none was set."""
        return INDONESIA.get(self.clock, self.clock).split(" ")[0] if self.placed else ""


class PlacesForm(forms.Form):
    """Whose clock counts in the territories that are ticked."""

    zone = forms.ChoiceField(label=_("Clock of those that are ticked"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        choices = [("", _("choose")), *clocks()]
        self.fields["zone"].choices = choices  # type: ignore[attr-defined]


def clocks() -> list[tuple[str, Any]]:
    """Return whose clock may count: one of the three zones, or the business's own."""
    return [*INDONESIA.items(), (OWN, _("the business's own clock"))]


def places_listed(query: Mapping[str, str], actor: Actor) -> dict[str, Any]:
    """Return one page of territories, narrowed by a part of the name and by whose clock."""
    places = [one for one in _places(actor) if _is_asked(one, query)]
    pages = max(1, -(-len(places) // PER_PAGE))
    number = min(asked_page(query), pages)
    shown = places[(number - 1) * PER_PAGE : number * PER_PAGE]
    return {
        "listing": Page(shown, len(places), number, pages, "territory"),
        "clocks": clocks(),
        "own_clock": business_zone().key,
        "places": PlacesForm(),
    }


@permitted("channel.manage")
@require_POST
def channel_territories(request: HttpRequest) -> HttpResponse:
    """Put the territories that were ticked into a time zone, and show the same list again."""
    form = PlacesForm(request.POST)
    if form.is_valid():
        _place(request, form.cleaned_data["zone"])
    else:
        tell_wrong(request, form)
    told = {name: one[:80] for name in ASKED if (one := request.POST.get(name, ""))}
    query = f"?{urlencode(told)}" if told else ""
    # To the top of the page, where it is told what came of it.
    return redirect(f"{reverse('office:channel-rules')}{query}")


def _place(request: HttpRequest, zone: str) -> None:
    ticked = request.POST.getlist("territory")
    try:
        count = place_territories(ticked, "" if zone == OWN else zone, actor_at(request))
    except Refused as refused:
        tell_refused(request, refused)
        return
    told = ngettext(
        "%(count)s territory has another clock now.",
        "%(count)s territories have another clock now.",
        count,
    )
    messages.success(request, told % {"count": count})


def _places(actor: Actor) -> list[Place]:
    """Return the territories that people have, and those that were placed, by name."""
    people = Party.objects.visible_to(actor).standing().exclude(territory="")
    counted = people.values_list("territory").order_by("territory")
    counts = dict(counted.annotate(count=Count("pk")))
    placed = {one.territory: one for one in TerritoryZone.objects.all()}
    names = sorted({*counts, *placed}, key=lambda one: (one.casefold(), one))
    return [Place(one, counts.get(one, 0), placed.get(one)) for one in names]


def _is_asked(place: Place, query: Mapping[str, str]) -> bool:
    part, clock = query.get("q", "").strip().casefold(), query.get("clock", "")
    known = clock in dict(clocks())
    return part in place.territory.casefold() and (not known or clock == place.clock)
