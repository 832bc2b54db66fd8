"""Pages of applications: who wants to become a reseller, why, and what is decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from setia.core.errors import Conflict, Refused
from setia.office.middleware import actor_at
from setia.office.partners.forms import ApprovalForm, RefusalForm
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.partners.decide_application import approve_application, decline_application
from setia.partners.models import Application
from setia.partners.reasons import reasons_counted
from setia.people.models import Contact, Party
from setia.ui.listing import Listing

SORTS = {"at": ("at",), "name": ("name",), "city": ("city", "at")}


@permitted("application.see")
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """List applications: those that wait first asked for, and why people want to join."""
    show = request.GET.get("show", "waiting")
    rows = Application.objects.select_related("decision__party")
    if show != "all":
        rows = rows.waiting()
    counted = reasons_counted()
    context = {
        "listing": Listing(request.GET, SORTS, "-at").over(rows),
        "show": show,
        "reasons": counted,
        "any": any(one.count for one in counted),
    }
    return render(request, "office/partners/applications.html", context)


@permitted("application.see")
@require_GET
def application(request: HttpRequest, application: int) -> HttpResponse:
    """Show one application with what may be decided."""
    return _shown(request, _application(application))


@permitted("application.decide")
@require_POST
def approval(request: HttpRequest, application: int) -> HttpResponse:
    """Take somebody in as a reseller."""
    kept, form = _application(application), ApprovalForm(request.POST)
    if form.is_valid():
        try:
            party = approve_application(kept, form.joining(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            told = _("%(name)s is a reseller now. Send them a link to their pages.")
            messages.success(request, told % {"name": party.name})
            return redirect("office:person", pk=party.pk)
    return _shown(request, kept, approval=form, status=422)


@permitted("application.decide")
@require_POST
def refusal(request: HttpRequest, application: int) -> HttpResponse:
    """Say no to somebody."""
    kept, form = _application(application), RefusalForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            decline_application(kept, told["reason"], told["why"], actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:applications")
    return _shown(request, kept, refusal=form, status=422)


def _application(key: int) -> Application:
    return get_object_or_404(Application.objects.select_related("decision__party"), pk=key)


def _shown(
    request: HttpRequest,
    kept: Application,
    status: int = 200,
    approval: ApprovalForm | None = None,
    refusal: RefusalForm | None = None,
) -> HttpResponse:
    actor = actor_at(request)
    decided = hasattr(kept, "decision")
    first = {"reason": kept.reason, "territory": kept.territory}
    known = Contact.objects.filter(normal=kept.normal).values("party")
    context: dict[str, Any] = {
        "application": kept,
        "decided": decided,
        "known": Party.objects.visible_to(actor).standing().filter(pk__in=known),
        "may_decide": actor.may("application.decide") and not decided,
        "approval": approval or ApprovalForm(initial=first),
        "refusal": refusal or RefusalForm(initial={"reason": kept.reason}),
    }
    return render(request, "office/partners/application.html", context, status=status)
