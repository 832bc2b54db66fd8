"""Gatherings: all of them, a plan, one with everything about it, and a list to print."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.budgets.models import Budget
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Refused
from setia.events.check_in import door_is_open
from setia.events.models import Gathering, GatheringCost, Invitation
from setia.events.outcome import cost_per_head, effect, turnout
from setia.events.plan_gathering import (
    cancel_gathering,
    change_gathering,
    plan_gathering,
)
from setia.office.gatherings.forms import (
    CostForm,
    GatheringForm,
    filled_gathering,
)
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_outcome
from setia.people.models import FamilyMember, Party
from setia.people.search_parties import search_parties
from setia.ui.listing import Listing

SORTS = {"when": ("starts_at",), "title": ("title",)}
GUESTS = {"name": ("party__name_key", "party__code")}
SHOWS = ("coming", "over", "all")


@permitted("gathering.see")
@require_GET
def gatherings(request: HttpRequest) -> HttpResponse:
    """List gatherings: what is coming, or what is over."""
    show = request.GET.get("show", "coming")
    show = show if show in SHOWS else "coming"
    rows = Gathering.objects.select_related("cancellation")
    rows = rows.annotate(invited=Count("invitations"))
    if show == "coming":
        rows = rows.filter(starts_at__gte=now())
    elif show == "over":
        rows = rows.filter(starts_at__lt=now())
    sort = "when" if show == "coming" else "-when"
    context = {
        "listing": Listing(request.GET, SORTS, sort).over(rows),
        "show": show,
        "may_write": actor_at(request).may("gathering.write"),
    }
    return render(request, "office/gatherings/gatherings.html", context)


@permitted("gathering.write")
@require_http_methods(["GET", "POST"])
def gathering_new(request: HttpRequest) -> HttpResponse:
    """Plan a gathering."""
    form = GatheringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_gathering(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("Planned. Now choose whom to invite."))
            return redirect("office:gathering-invitations", pk=made.pk)
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "office/gatherings/gathering_new.html", context, status=status)


@permitted("gathering.write")
@require_http_methods(["GET", "POST"])
def gathering_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a plan."""
    row = get_object_or_404(Gathering, pk=pk)
    form = GatheringForm(request.POST or None, initial=filled_gathering(row))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_gathering(row, form.draft(), version, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:gathering", pk=pk)
    context = {"form": form, "gathering": row}
    status = 422 if form.errors else 200
    return render(request, "office/gatherings/gathering_new.html", context, status=status)


@permitted("gathering.write")
@require_POST
def gathering_cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a gathering."""
    row = get_object_or_404(Gathering, pk=pk)
    reason = request.POST.get("reason", "").replace("\0", "")
    tell_outcome(request, lambda: cancel_gathering(row, reason, actor_at(request)))
    return redirect("office:gathering", pk=pk)


@permitted("gathering.see")
@require_GET
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one gathering: who is asked, who comes, what it cost, what came of it."""
    row, actor = _gathering(pk), actor_at(request)
    asked = Invitation.objects.filter(gathering=row).visible_to(actor)
    q = request.GET.get("q", "")
    if q:
        named = search_parties(Party.objects.visible_to(actor), q).values("pk")
        asked = asked.filter(party__in=named)
    listing = Listing(request.GET, GUESTS, "name").over(asked.with_records())
    everybody = list(
        Invitation.objects.filter(gathering=row).visible_to(actor).with_records()
    )
    context = {
        "gathering": row,
        "listing": listing,
        "q": q,
        "turnout": turnout(everybody),
        "effect": effect(row, everybody) if actor.may("sale.see") else None,
        "is_over": row.ends_at < now(),
        "door_open": door_is_open(row),
        "may_write": actor.may("gathering.write"),
        "may_answer": actor.may("gathering.answer"),
        **_costs(row, actor),
    }
    return render(request, "office/gatherings/gathering.html", context)


@permitted("gathering.see")
@require_GET
def gathering_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everybody who is asked, on paper."""
    row, actor = _gathering(pk), actor_at(request)
    asked = Invitation.objects.filter(gathering=row).visible_to(actor).with_records()
    context = {
        "gathering": row,
        "invitations": asked.order_by("party__name_key", "pk"),
        "at": now(),
    }
    return render(request, "office/gatherings/list.html", context)


def _gathering(pk: int) -> Gathering:
    return get_object_or_404(Gathering.objects.select_related("cancellation"), pk=pk)


def _costs(row: Gathering, actor: Actor) -> dict[str, Any]:
    """Return costs with what each head cost, for who may see what care costs."""
    if not (actor.may("gathering.cost") or actor.may("budget.see")):
        return {}
    rows = list(
        GatheringCost.objects.filter(gathering=row).select_related(
            "reversal", "charge__budget"
        )
    )
    cost = sum(one.minor for one in rows if not hasattr(one, "reversal"))
    # Heads of everybody, whoever looks: the cost was for all of them.
    heads = turnout(list(Invitation.objects.filter(gathering=row).with_records())).heads
    form = CostForm(initial={"key": secrets.token_hex(16)})
    field: Any = form.fields["budget"]
    field.queryset = payable(actor)
    return {
        "costs": rows,
        "cost_minor": cost,
        "per_head_minor": cost_per_head(cost, heads),
        "left_minor": None if row.budget_minor is None else row.budget_minor - cost,
        "cost_form": form,
        "may_cost": actor.may("gathering.cost"),
        "sees_costs": True,
    }


def payable(actor: Actor) -> Any:  # noqa: ANN401 - a queryset of budgets
    """Return the budgets that an actor could charge today."""
    return Budget.objects.visible_to(actor).running_on(today(settings.TIME_ZONE))


def family_of(parties: list[int]) -> dict[int, list[FamilyMember]]:
    """Return the family of each of some parties."""
    found: dict[int, list[FamilyMember]] = {key: [] for key in parties}
    for one in FamilyMember.objects.filter(Q(party__in=parties)).order_by("pk"):
        found[one.party_id].append(one)
    return found
