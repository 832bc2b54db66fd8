"""Series of the calendar: all of them, a new one, one with its history, the default week."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.coaching.default_week import missing_kinds, set_default_week
from setia.coaching.keep_series import add_series, end_series, revise_series
from setia.coaching.models import Series
from setia.coaching.occurrences import occurrences
from setia.coaching.rule_words import rule_words
from setia.coaching.seen_series import seen_series
from setia.coaching.week_revenue import monday_of
from setia.core.clock import today
from setia.core.days import ONE_DAY
from setia.core.errors import Conflict, Refused
from setia.office.coaching.forms import SeriesChangeForm, SeriesForm, filled_series
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_outcome
from setia.ui.listing import Listing

AHEAD = 60
MOST_DATES = 6
SORTS = {"added": ("pk",)}


@permitted("calendar.see")
@require_GET
def all_series(request: HttpRequest) -> HttpResponse:
    """List what comes again, in words."""
    seen = [one.pk for one in seen_series(actor_at(request))]
    rows = Series.objects.filter(pk__in=seen).with_records()
    listing = Listing(request.GET, SORTS, "added").over(rows)
    context = {
        "listing": listing,
        "rows": [(one, one.current, rule_words(one.current.rule)) for one in listing.rows],
        "may_write": actor_at(request).may("calendar.write"),
        "without_week": bool(missing_kinds()),
    }
    return render(request, "office/coaching/all_series.html", context)


@permitted("calendar.write")
@require_http_methods(["GET", "POST"])
def series_new(request: HttpRequest) -> HttpResponse:
    """Put something new into the calendar."""
    first = {"from_date": today(settings.TIME_ZONE), "pattern": "weekly"}
    form = SeriesForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_series(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("It is in the calendar from its first day on."))
            return redirect("office:series", pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "office/coaching/series_new.html", {"form": form}, status=status)


@permitted("calendar.see")
@require_http_methods(["GET", "POST"])
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one series with what was decided about it, and change it from a day on."""
    seen = [one.pk for one in seen_series(actor_at(request))]
    row = get_object_or_404(Series.objects.filter(pk__in=seen).with_records(), pk=pk)
    day = today(row.current.time_zone)
    first = filled_series(row.current)
    first["from_date"] = max(day, row.current.from_date)
    if row.current.is_end:
        first["until_date"] = None
    form = SeriesChangeForm(request.POST or None, initial=first)
    if request.method == "POST" and _changed(request, row, form):
        return redirect("office:series", pk=pk)
    coming = occurrences([row], (day, day + ONE_DAY * AHEAD), with_dropped=True)
    context = {
        "series": row,
        "current": row.current,
        "words": rule_words(row.current.rule),
        "coming": coming[:MOST_DATES],
        "past": occurrences([row], (day - ONE_DAY * AHEAD, day - ONE_DAY))[-MOST_DATES:],
        "revisions": [
            (one, rule_words(one.rule)) for one in reversed(list(row.revisions.all()))
        ],
        "form": form,
        "may_write": actor_at(request).may("calendar.write"),
    }
    status = 422 if form.errors else 200
    return render(request, "office/coaching/series.html", context, status=status)


def _changed(request: HttpRequest, row: Series, form: SeriesChangeForm) -> bool:
    if not form.is_valid():
        return False
    told = form.cleaned_data
    try:
        revise_series(row, form.draft(), told["reason"], told["known"], actor_at(request))
    except Refused as refused:
        put_on_form(form, refused.problems)
    except Conflict as conflict:
        put_conflict_on_form(form, conflict)
    else:
        messages.success(request, _("Saved."))
        return True
    return False


@permitted("calendar.write")
@require_POST
def series_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a series have no date after today."""
    row = get_object_or_404(Series, pk=pk)
    known, reason = request.POST.get("known", ""), request.POST.get("reason", "")
    number = int(known) if known.isascii() and known.isdigit() and len(known) < 9 else 0
    tell_outcome(
        request,
        lambda: end_series(row, reason.replace("\0", ""), number, actor_at(request)),
    )
    return redirect("office:series", pk=pk)


@permitted("calendar.write")
@require_POST
def default_week(request: HttpRequest) -> HttpResponse:
    """Put what is missing of the default week into the calendar, from this Monday on."""
    first = monday_of(today(settings.TIME_ZONE))
    tell_outcome(request, lambda: set_default_week(first, actor_at(request)))
    return redirect("office:calendar")
