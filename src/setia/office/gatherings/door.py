"""The door: look a name up, tap who came."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from setia.events.check_in import check_in, door_is_open
from setia.events.guests import Coming, numbers_in
from setia.events.models import Gathering, Invitation
from setia.events.outcome import turnout
from setia.office.gatherings.gatherings import family_of
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome
from setia.people.models import Party
from setia.people.search_parties import search_parties
from setia.ui.listing import Listing

SORTS = {"name": ("name_key", "code")}
PER_PAGE = 20


@permitted("gathering.answer")
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """Find somebody and check them in; who was not invited is found by name, too."""
    row = get_object_or_404(Gathering.objects.select_related("cancellation"), pk=pk)
    if request.method == "POST":
        return _checked_in(request, row)
    actor, q = actor_at(request), request.GET.get("q", "")
    people = Party.objects.visible_to(actor).standing()
    asked = Invitation.objects.filter(gathering=row).visible_to(actor)
    if not q:
        people = people.filter(pk__in=asked.values("party"))
    listing = Listing(request.GET, SORTS, "name", PER_PAGE).over(search_parties(people, q))
    keys = [one.pk for one in listing.rows]
    here = {one.party_id: one for one in asked.filter(party__in=keys).with_records()}
    family = family_of(keys)
    context = {
        "gathering": row,
        "listing": listing,
        "people": [(one, here.get(one.pk), family[one.pk]) for one in listing.rows],
        "q": q,
        "turnout": turnout(list(asked.with_records())),
        "open": door_is_open(row),
    }
    return render(request, "office/gatherings/door.html", context)


def _checked_in(request: HttpRequest, row: Gathering) -> HttpResponse:
    actor, key = actor_at(request), numbers_in([request.POST.get("party", "")])
    if not key:
        raise Http404("party")
    party = get_object_or_404(Party.objects.visible_to(actor), pk=key[0])
    heads = numbers_in([request.POST.get("heads", "1")])
    coming = Coming(heads[0] if heads else -1, numbers_in(request.POST.getlist("family")))
    tell_outcome(request, lambda: check_in(row, party, coming, actor))
    kept = {name: request.POST[name] for name in ("q", "page") if request.POST.get(name)}
    where = reverse("office:gathering-door", args=[row.pk])
    return redirect(f"{where}?{urlencode(kept)}" if kept else where)
