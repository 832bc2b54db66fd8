"""The trail: who did what, newest first, narrowed by person, act, thing and day."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from setia.core.events import KINDS
from setia.core.models import TrailEntry
from setia.office.permitted import permitted
from setia.office.trail.told import changes, told
from setia.ui.listing import Listing

SORTS = {"number": ("number",)}


@permitted("trail.see")
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """List acts, each as a sentence."""
    listing = Listing(request.GET, sorts=SORTS, default="-number").over(_asked(request))
    context = {
        "listing": listing,
        "entries": [(entry, told(entry)) for entry in listing.rows],
        "acts": sorted(KINDS),
        "chosen": request.GET,
    }
    return render(request, "office/trail/trail.html", context)


@permitted("trail.see")
@require_GET
def trail_entry(request: HttpRequest, number: int) -> HttpResponse:
    """Show one act with what was there before and after, and its seal."""
    entry = get_object_or_404(TrailEntry, number=number)
    context = {"entry": entry, "sentence": told(entry), "changes": changes(entry)}
    return render(request, "office/trail/entry.html", context)


def _asked(request: HttpRequest) -> QuerySet[TrailEntry]:
    rows = TrailEntry.objects.all()
    if act := request.GET.get("act"):
        rows = rows.filter(act=act)
    if person := request.GET.get("person", "").strip():
        rows = rows.filter(actor_name__icontains=person)
    kind, _, key = request.GET.get("about", "").partition(":")
    if kind and key:
        rows = rows.filter(about_kind=kind, about_id=key)
    return rows
