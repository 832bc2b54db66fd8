"""Today: whom to turn to, why, with which words, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from setia.care.draw_list import list_of
from setia.care.models import DayEntry, Outcome, Touch, TouchKind
from setia.care.quotas import filled_quotas
from setia.care.record_touch import Done, record_touch
from setia.core.clock import now, today
from setia.core.days import end_of, start_of
from setia.core.errors import Conflict, Refused, SetiaError
from setia.core.models import User
from setia.office.care.shown import shown_entries, shown_ways
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_refused
from setia.office.sentences import sentence
from setia.people.models import Party
from setia.people.resolve_code import with_merged
from setia.ui.listing import Listing

PER_PAGE = 20
SORTS = {"position": ("position",)}
FACE_TO_FACE = (TouchKind.VISIT, TouchKind.PARCEL, TouchKind.MENTION)


@permitted("touch.see")
@require_GET
def todays(request: HttpRequest) -> HttpResponse:
    """Show the list of whoever looks: what is open, or what was done today."""
    actor, day = actor_at(request), today(settings.TIME_ZONE)
    user = get_object_or_404(User, pk=actor.id)
    drawn = list_of(user, day)
    show = "done" if request.GET.get("show") == "done" else "open"
    rows = DayEntry.objects.visible_to(actor).filter(list=drawn).select_related("party")
    done = Exists(_touches(day).filter(party=OuterRef("party")))
    worked = rows.filter(done)
    wanted = worked if show == "done" else rows.exclude(done)
    listing = Listing(request.GET, SORTS, "position", PER_PAGE).over(wanted)
    context = {
        "day": day,
        "drawn": drawn,
        "waiting": rows.exclude(done).count(),
        "worked": worked.count(),
        "listing": listing,
        "show": show,
        "cards": shown_entries(listing.rows, _done_today(listing.rows, day), actor),
        "quotas": filled_quotas([user.pk], day)[user.pk],
        "outcomes": Outcome.choices,
        "others": [(f"{one.value}:", one.label) for one in FACE_TO_FACE],
        "may_write": actor.may("touch.write"),
        "has_people": bool(listing.count) or user.cares_for.exists(),
    }
    return render(request, "office/care/today.html", context)


@permitted("touch.write")
@require_POST
def today_touches(request: HttpRequest) -> HttpResponse:
    """Write down an outcome; a page that was offline sends it when it can, and only once."""
    rows = Party.objects.visible_to(actor_at(request))
    key = request.POST.get("party", "")
    known = key.isascii() and key.isdigit() and len(key) < 19
    party = get_object_or_404(rows, pk=int(key) if known else 0)
    wants_json = request.headers.get("Accept", "") == "application/json"
    try:
        record_touch(party, _done(request), actor_at(request))
    except (Refused, Conflict) as error:
        return _refused(request, party, error, wants_json=wants_json)
    if wants_json:
        return JsonResponse({"kept": True})
    messages.success(request, _("Kept: %(name)s.") % {"name": party.name})
    return _back(request, party)


def _done_today(entries: Sequence[DayEntry], day: date) -> dict[int, Touch]:
    """Return the last touch of today by party."""
    rows = _touches(day).filter(party__in=[one.party_id for one in entries])
    return {one.party_id: one for one in rows.order_by("at", "pk")}


@permitted("touch.see")
@require_GET
def person_touches(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was done for somebody, and let a touch be written down on any day."""
    actor = actor_at(request)
    party = get_object_or_404(Party.objects.visible_to(actor).standing(), pk=pk)
    rows = Touch.objects.filter(party__in=with_merged(pk))
    context = {
        "party": party,
        "listing": Listing(request.GET, {"at": ("-at",)}, "at", PER_PAGE).over(rows),
        "card": shown_ways(party, actor),
        "outcomes": Outcome.choices,
        "others": [(f"{one.value}:", one.label) for one in FACE_TO_FACE],
        "may_write": actor.may("touch.write"),
        "back": "person",
    }
    return render(request, "office/care/touches.html", context)


def _back(request: HttpRequest, party: Party) -> HttpResponse:
    if request.POST.get("back") == "person":
        return redirect("office:person-touches", pk=party.pk)
    return redirect("office:today")


def _refused(
    request: HttpRequest, party: Party, error: SetiaError, *, wants_json: bool
) -> HttpResponse:
    said = _said(error)
    if wants_json:
        return JsonResponse({"kept": False, "why": said}, status=422)
    if isinstance(error, Refused):
        tell_refused(request, error)
    else:
        messages.error(request, said)
    return _back(request, party)


def _said(error: SetiaError) -> str:
    if isinstance(error, Refused):
        return " ".join(sentence(one.code, one.params, one.at) for one in error.problems)
    if isinstance(error, Conflict):
        return sentence(error.code, error.params)
    return str(error)


def _done(request: HttpRequest) -> Done:
    """Read what was done from the form; what is not there is refused by the verb."""
    names = ("how", "outcome", "at", "note", "key", "back_on")
    sent = {name: request.POST.get(name, "").replace("\0", "") for name in names}
    kind, _colon, channel = sent["how"].partition(":")
    return Done(
        kind=kind,
        outcome=sent["outcome"],
        at=_moment(sent["at"]),
        note=sent["note"],
        key=sent["key"],
        channel=channel,
        back_on=_day(sent["back_on"]),
    )


def _moment(text: str) -> datetime:
    """Return when it was done; a device whose clock is ahead says no more than now."""
    try:
        told = parse_datetime(text)
    except ValueError:
        told = None
    return min(told, now()) if told is not None and is_aware(told) else now()


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _touches(day: date) -> QuerySet[Touch]:
    return Touch.objects.filter(at__gte=start_of(day), at__lt=end_of(day))
