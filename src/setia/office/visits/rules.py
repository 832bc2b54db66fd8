"""How often whom to visit, and the hours of days on the road."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from setia.core.clock import today
from setia.core.errors import Refused
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_on_form
from setia.office.visits.forms import HoursForm, RuleForm
from setia.ui.listing import Listing
from setia.visits.models import VisitRule, WorkDay
from setia.visits.set_visit_rule import rules_on, set_visit_rule
from setia.visits.set_work_day import USUAL, set_work_day

SORTS = {"from": ("-from_day", "-pk")}
MOST = 20


@permitted("visit.rule")
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules, and take a new one."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_visit_rule(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The rule counts from its day on."))
            return redirect("office:visits-rules")
    return _shown(request, {"form": form, "hours_form": _fresh_hours()})


@permitted("visit.rule")
@require_POST
def hours(request: HttpRequest) -> HttpResponse:
    """Take new hours."""
    form = HoursForm(request.POST)
    if form.is_valid():
        try:
            set_work_day(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The hours count from their day on."))
            return redirect("office:visits-rules")
    return _shown(request, {"form": RuleForm(), "hours_form": form})


def _fresh_hours() -> HoursForm:
    return HoursForm(initial={"begins": USUAL.begins, "ends": USUAL.ends})


def _shown(request: HttpRequest, forms: dict[str, Any]) -> HttpResponse:
    in_force = {
        rule.pk
        for rule in rules_on(today(settings.TIME_ZONE)).by_class.values()
        if rule.every_weeks
    }
    listing = Listing(request.GET, SORTS, "from").over(VisitRule.objects.all())
    context = {
        "listing": listing,
        "rules": [(rule, rule.pk in in_force) for rule in listing.rows],
        "hours": WorkDay.objects.select_related("user").order_by("-from_day", "-pk")[:MOST],
        **forms,
    }
    status = 422 if any(one.errors for one in forms.values()) else 200
    return render(request, "office/visits/rules.html", context, status=status)
