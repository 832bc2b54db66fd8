"""Checking in, skipping a visit, and the list of visits that were made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.catalog.models import Product
from setia.core.actor import Actor
from setia.core.errors import Conflict, Refused
from setia.documents.kept_photo import photo_bytes
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_wrong,
)
from setia.office.visits.forms import SkipForm
from setia.office.visits.seen_forms import CheckInForm, SeenForms
from setia.people.models import Party
from setia.ui.listing import Listing
from setia.visits.check_in import check_in
from setia.visits.models import CheckIn, Seen, SeenKind, Visit
from setia.visits.places import known_places
from setia.visits.skip_visit import skip_visit

SORTS = {"at": ("-at",), "party": ("party__name_key", "-at"), "who": ("user", "-at")}
MOST_PRODUCTS = 500


@permitted("visit.make")
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Check in: when, where, and what was seen."""
    actor = actor_at(request)
    party = get_object_or_404(Party.objects.visible_to(actor).standing(), pk=pk)
    planned = _planned(request.GET.get("visit", ""), party, actor)
    form = CheckInForm(request.POST or None, request.FILES or None)
    lines = SeenForms(request.POST or None, prefix="seen")
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            seen = tuple(sight for line in lines for sight in line.sights())
            check_in(party, form.made(planned, seen), actor)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The visit to %(name)s is kept.") % {"name": party})
            return redirect(_day_of(planned) if planned else "office:visits-made")
    context = {
        "party": party,
        "planned": planned,
        "form": form,
        "lines": lines,
        "place": known_places([pk]).get(pk),
        "products": Product.objects.order_by("name", "code")[:MOST_PRODUCTS],
        "before": CheckIn.objects.filter(party=party).prefetch_related("seen__product")[:1],
    }
    status = 422 if form.errors or (lines.is_bound and not lines.is_valid()) else 200
    return render(request, "office/visits/check_in.html", context, status=status)


@permitted("visit.make")
@require_POST
def skipping(request: HttpRequest, stop: int) -> HttpResponse:
    """Say why a planned visit was not made."""
    actor = actor_at(request)
    planned: Visit = get_object_or_404(
        Visit.objects.visible_to(actor).select_related("party", "plan"), pk=stop
    )
    form = SkipForm(request.POST)
    if form.is_valid():
        filled = form.cleaned_data
        tell_outcome(
            request,
            lambda: skip_visit(planned, filled["reason"], filled["note"], actor),
        )
    else:
        tell_wrong(request, form)
    return redirect(_day_of(planned))


@permitted("visit.see")
@require_GET
def made(request: HttpRequest) -> HttpResponse:
    """List the visits that were made, the latest first."""
    actor = actor_at(request)
    rows = CheckIn.objects.visible_to(actor).select_related("party", "user")
    show = request.GET.get("show", "all")
    if show == "mine":
        rows = rows.filter(user=actor.id)
    if show == "unasked":
        rows = rows.filter(by_request=False)
    if show == "complaints":
        rows = rows.filter(seen__kind=SeenKind.COMPLAINT).distinct()
    listing = Listing(request.GET, SORTS, "at").over(rows.prefetch_related("seen__product"))
    context = {"listing": listing, "check_ins": listing.rows, "show": show}
    return render(request, "office/visits/made.html", context)


@permitted("visit.see")
@require_GET
def photo(request: HttpRequest, seen: int) -> HttpResponse:
    """Give a picture that was taken at a visit."""
    check_ins = CheckIn.objects.visible_to(actor_at(request))
    row = get_object_or_404(Seen, pk=seen, check_in__in=check_ins)
    data = photo_bytes(row.photo, row.digest)
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _day_of(planned: Visit) -> str:
    return f"{reverse('office:visits')}?day={planned.plan.day}"


def _planned(text: str, party: Party, actor: Actor) -> Any:  # noqa: ANN401 - a visit or nothing
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    rows = Visit.objects.visible_to(actor).select_related("plan")
    return rows.filter(pk=int(text), party=party).first()
