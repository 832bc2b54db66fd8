"""Where somebody is found, who visits them, and asking for a visit."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.clock import today
from setia.core.errors import Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form, tell_outcome, tell_wrong
from setia.office.visits.forms import AskForm, KeepPlaceForm, VisitorForm
from setia.people.models import Party
from setia.visits.ask_visit import ask_visit
from setia.visits.assign_visits import assign_visits
from setia.visits.due import known_on
from setia.visits.keep_place import keep_place
from setia.visits.models import Place, PlaceSource
from setia.visits.places import PAIR, known_places


@permitted("visit.make")
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where somebody is found, and take a better place."""
    actor, party = actor_at(request), _party(request, pk)
    form = KeepPlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_place(party, form.cleaned_data["place"], _source(form), actor)
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The place is kept."))
            return redirect("office:person-place", pk=pk)
    day = today(settings.TIME_ZONE)
    known = next(iter(known_on(day, Party.objects.filter(pk=pk))), None)
    context = {
        "party": party,
        "form": form,
        "place": known_places([pk]).get(pk),
        "kept": Place.objects.filter(party=party).order_by("-pk")[:5],
        "due": known,
        "ask_form": AskForm(),
        "visitor_form": VisitorForm(initial={"user": known.visitor if known else None}),
        "may_assign": actor.may("visit.rule"),
    }
    status = 422 if form.errors else 200
    return render(request, "office/visits/place.html", context, status=status)


@permitted("visit.make")
@require_POST
def asks(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody on the list of those who want a visit."""
    party, form = _party(request, pk), AskForm(request.POST)
    if form.is_valid():
        filled, by = form.cleaned_data, actor_at(request)
        tell_outcome(
            request, lambda: ask_visit(party, filled["by_day"], filled["text"], by)
        )
    else:
        tell_wrong(request, form)
    return redirect("office:person-place", pk=pk)


@permitted("visit.rule")
@require_POST
def visitor(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who visits somebody from a day on."""
    party, form = _party(request, pk), VisitorForm(request.POST)
    if form.is_valid():
        filled, by = form.cleaned_data, actor_at(request)
        tell_outcome(
            request, lambda: assign_visits(party, filled["user"], filled["from_day"], by)
        )
    else:
        tell_wrong(request, form)
    return redirect("office:person-place", pk=pk)


def _party(request: HttpRequest, pk: int) -> Party:
    return get_object_or_404(Party.objects.visible_to(actor_at(request)).standing(), pk=pk)


def _source(form: KeepPlaceForm) -> PlaceSource:
    if form.cleaned_data["from_phone"]:
        return PlaceSource.PHONE
    typed = PAIR.match(form.data.get("place", "")) is not None
    return PlaceSource.TYPED if typed else PlaceSource.LINK
