"""One date of the calendar: who was there, which lesson it was, and moving it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from setia.coaching.change_occurrence import Change, change_occurrence
from setia.coaching.invited_parties import invited_parties
from setia.coaching.models import (
    Attendance,
    ExceptionKind,
    Lesson,
    Presence,
    Series,
    Taught,
)
from setia.coaching.occurrences import Occurrence, occurrence_on
from setia.coaching.record_attendance import record_attendance, teach_lesson
from setia.coaching.seen_series import seen_series
from setia.core.clock import now
from setia.office.coaching.calendar import day_in
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong
from setia.people.models import Party
from setia.people.search_parties import search_parties
from setia.ui.listing import Listing

SORTS = {"known": ("-known", "name_key", "code"), "name": ("name_key", "code")}


class ExceptionForm(forms.Form):
    """What becomes of one date, and why."""

    kind = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            (ExceptionKind.MOVED, _("It is moved")),
            (ExceptionKind.DROPPED, _("It does not take place")),
            (ExceptionKind.RESTORED, _("It is as the rule says")),
        ],
    )
    moved_to = forms.DateField(
        label=_("To the day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    starts = forms.TimeField(
        label=_("At"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)


@permitted("calendar.see")
@require_GET
def occurrence(request: HttpRequest, pk: int, on: str) -> HttpResponse:
    """Show one date with those whom it is for."""
    found, actor = _found(request, pk, on), actor_at(request)
    rows = search_parties(invited_parties(found.revision, actor), request.GET.get("q", ""))
    # Of hundreds who are meant a class has its own few: whoever was there before comes first.
    before = Attendance.objects.filter(series=found.series, party=OuterRef("pk"))
    listing = Listing(request.GET, SORTS, "known").over(rows.annotate(known=Exists(before)))
    counting = Attendance.objects.filter(series=found.series, on=found.on).counting()
    there = counting.filter(party__in=listing.rows)
    presence = dict(there.values_list("party", "presence"))
    sums = counting.visible_to(actor).values_list("presence").annotate(count=Count("pk"))
    taught = Taught.objects.filter(series=found.series, on=found.on)
    begun = found.day <= now().astimezone(found.starts_at.tzinfo).date()
    context = {
        "occurrence": found,
        "listing": listing,
        "people": [(one, presence.get(one.pk, "")) for one in listing.rows],
        "sums": {**dict.fromkeys(Presence.values, 0), **dict(sums.order_by())},
        "choices": Presence.choices,
        "q": request.GET.get("q", ""),
        "lesson": getattr(taught.select_related("lesson").last(), "lesson", None),
        "lessons": Lesson.objects.all(),
        "form": ExceptionForm(initial=_as_now(found)),
        "may_record": begun and not found.dropped and actor.may("attendance.write"),
        "begun": begun,
        "may_write": actor.may("calendar.write"),
    }
    return render(request, "office/coaching/occurrence.html", context)


@permitted("attendance.write")
@require_POST
def attendance(request: HttpRequest, pk: int, on: str) -> HttpResponse:
    """Record whether one person came."""
    found, actor = _found(request, pk, on), actor_at(request)
    key = request.POST.get("party", "")
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        raise Http404(key)
    party = get_object_or_404(Party.objects.visible_to(actor), pk=int(key))
    presence = request.POST.get("presence", "")
    tell_outcome(
        request,
        lambda: record_attendance(found.series, found.on, party, presence, actor),
    )
    return _back(request, found)


@permitted("attendance.write")
@require_POST
def lesson(request: HttpRequest, pk: int, on: str) -> HttpResponse:
    """Say which lesson it was."""
    found, key = _found(request, pk, on), request.POST.get("lesson", "")
    row = None
    if key:
        asked = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
        row = get_object_or_404(Lesson, pk=asked)
    tell_outcome(
        request, lambda: teach_lesson(found.series, found.on, row, actor_at(request))
    )
    return _back(request, found)


@permitted("calendar.write")
@require_POST
def exception(request: HttpRequest, pk: int, on: str) -> HttpResponse:
    """Move, drop or put back one date."""
    found, form = _found(request, pk, on), ExceptionForm(request.POST)
    if form.is_valid():
        change = Change(**form.cleaned_data)
        tell_outcome(
            request,
            lambda: change_occurrence(found.series, found.on, change, actor_at(request)),
        )
    else:
        tell_wrong(request, form)
    return _back(request, found)


def _found(request: HttpRequest, pk: int, on: str) -> Occurrence:
    day = day_in(on)
    rows: list[Series] = [one for one in seen_series(actor_at(request)) if one.pk == pk]
    found = occurrence_on(rows[0], day) if rows and day else None
    if found is None:
        raise Http404(on)
    return found


def _as_now(found: Occurrence) -> dict[str, object]:
    day: date = found.day
    return {"moved_to": day, "starts": found.starts_at.time(), "kind": ExceptionKind.MOVED}


def _back(request: HttpRequest, found: Occurrence) -> HttpResponse:
    where = reverse(
        "office:series-occurrence", args=[found.series.pk, found.on.isoformat()]
    )
    kept = {name: request.POST[name] for name in ("q", "page") if request.POST.get(name)}
    return redirect(f"{where}?{urlencode(kept)}" if kept else where)
