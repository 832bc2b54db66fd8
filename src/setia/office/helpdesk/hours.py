"""Pages of office hours, promised answers and holidays."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.clock import today
from setia.core.errors import Refused
from setia.helpdesk.answer_times import SHIPPED_PACE, calendar_of
from setia.helpdesk.ask_solved import solved_asking
from setia.helpdesk.models import Holiday, Hours
from setia.helpdesk.set_hours import add_holiday, remove_holiday, set_hours
from setia.office.helpdesk.hours_form import HolidayForm, HoursForm, week_of
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form, tell_outcome, tell_wrong


@permitted("inbox.see")
@require_GET
def inbox_hours(request: HttpRequest) -> HttpResponse:
    """Show when somebody is there, what is promised to whom, and which days are off."""
    day, actor = today(settings.TIME_ZONE), actor_at(request)
    hours = Hours.objects.in_force(day)
    coming = Hours.objects.filter(from_day__gt=day).order_by("from_day", "pk")
    context = {
        "hours": hours,
        "week": week_of(calendar_of(hours)),
        "zone": hours.zone if hours else settings.TIME_ZONE,
        "rules": hours.rules.all() if hours else [],
        "shipped": SHIPPED_PACE,
        "coming": coming[:5],
        "holidays": Holiday.objects.filter(day__gte=day)[:60],
        "holiday_form": HolidayForm(),
        "asking": solved_asking(),
        "may_set": actor.may("inbox.rules"),
        "may_ask": actor.may("survey.write"),
    }
    return render(request, "office/inbox/hours.html", context)


@permitted("inbox.rules")
@require_http_methods(["GET", "POST"])
def inbox_hours_new(request: HttpRequest) -> HttpResponse:
    """Set hours and promises from a day on; what holds today stands in the form."""
    day = today(settings.TIME_ZONE)
    begun = HoursForm.begun(Hours.objects.in_force(day), day)
    form = HoursForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            set_hours(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The hours are set."))
            return redirect("office:inbox-hours")
    status = 422 if form.errors else 200
    return render(request, "office/inbox/hours_new.html", {"form": form}, status=status)


@permitted("inbox.rules")
@require_POST
def inbox_holidays(request: HttpRequest) -> HttpResponse:
    """Add a day on which nobody is there."""
    form = HolidayForm(request.POST)
    if not form.is_valid():
        tell_wrong(request, form)
    else:
        day: date = form.cleaned_data["day"]
        name: str = form.cleaned_data["name"]
        tell_outcome(request, lambda: add_holiday(day, name, actor_at(request)))
    return redirect("office:inbox-hours")


@permitted("inbox.rules")
@require_POST
def inbox_holiday_removal(request: HttpRequest, holiday: int) -> HttpResponse:
    """Take a day off the list."""
    row = get_object_or_404(Holiday, pk=holiday)
    tell_outcome(request, lambda: remove_holiday(row, actor_at(request)))
    return redirect("office:inbox-hours")
