"""Pages of care budgets: how each stands, what it paid, and setting one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.budgets.end_budget import end_budget
from setia.budgets.models import Budget, Charge, ChargeKind
from setia.budgets.reverse_charge import reverse_charge
from setia.budgets.set_budget import set_budget
from setia.budgets.standing import standing_of, standings
from setia.core.clock import today
from setia.core.errors import Conflict, Refused
from setia.office.budgets.forms import BudgetForm, EndForm, ReversalForm, first_values
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_wrong,
)
from setia.people.models import Party
from setia.ui.figures import written
from setia.ui.listing import Listing

SORTS = {"start": ("starts_on",), "end": ("ends_on",), "name": ("name",)}
CHARGE_SORTS = {"at": ("at",), "day": ("spent_on",), "sum": ("minor",)}
PER_PAGE = 20
"""Few, since what each is worth is summed from its sales."""


@permitted("budget.see")
@require_GET
def budgets(request: HttpRequest) -> HttpResponse:
    """List budgets: those that pay today, or all of them."""
    day = today(settings.TIME_ZONE)
    rows = Budget.objects.visible_to(actor_at(request)).select_related("end", "party")
    show = request.GET.get("show", "running")
    if show != "all":
        rows = rows.running_on(day)
    listing = Listing(request.GET, SORTS, "-start", PER_PAGE).over(rows)
    figures = standings(listing.rows, day)
    listed = [(one, figures[one.pk], _is_over(one, day)) for one in listing.rows]
    context = {"listing": listing, "budgets": listed, "show": show}
    return render(request, "office/budgets/budgets.html", context)


@permitted("budget.write")
@require_http_methods(["GET", "POST"])
def budget_new(request: HttpRequest) -> HttpResponse:
    """Set a budget."""
    form = BudgetForm(request.POST or None, initial=first_values())
    if request.method == "POST" and form.is_valid():
        try:
            made = set_budget(form.draft(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        else:
            messages.success(request, _("The budget is set."))
            return redirect("office:budget", pk=made.pk)
    known = Party.objects.standing().exclude(category="").order_by("category")
    names = known.values_list("category", flat=True).distinct()[:100]
    context = {"form": form, "categories": names}
    status = 422 if form.errors else 200
    return render(request, "office/budgets/new.html", context, status=status)


@permitted("budget.see")
@require_GET
def budget(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one budget with what it paid."""
    return _shown(request, _budget(request, pk), EndForm())


@permitted("budget.write")
@require_POST
def budget_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a budget early."""
    row, form = _budget(request, pk), EndForm(request.POST)
    if form.is_valid():
        filled = form.cleaned_data
        try:
            end_budget(row, filled["last_day"], filled["reason"], actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The budget is ended."))
            return redirect("office:budget", pk=pk)
    return _shown(request, row, form)


@permitted("budget.charge")
@require_POST
def charge_reversal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a charge back."""
    actor = actor_at(request)
    row = get_object_or_404(Charge.objects.visible_to(actor), pk=pk)
    form = ReversalForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        tell_outcome(request, lambda: reverse_charge(row, reason, actor))
    else:
        tell_wrong(request, form)
    if actor.may("budget.see") and _seen(request, row.budget_id):
        return redirect("office:budget", pk=row.budget_id)
    return redirect("office:home")


def _seen(request: HttpRequest, pk: int) -> bool:
    return Budget.objects.visible_to(actor_at(request)).filter(pk=pk).exists()


def _budget(request: HttpRequest, pk: int) -> Budget:
    rows = Budget.objects.visible_to(actor_at(request)).select_related("end", "party")
    return get_object_or_404(rows, pk=pk)


def _is_over(row: Budget, day: date) -> bool:
    return row.last_day < day


def _shown(request: HttpRequest, row: Budget, form: EndForm) -> HttpResponse:
    actor, day = actor_at(request), today(settings.TIME_ZONE)
    charges = row.charges.visible_to(actor).select_related("about", "reversal", "reverses")
    context = {
        "budget": row,
        "standing": standing_of(row, day),
        "share": _percent(row.share_millionths),
        "over": _is_over(row, day),
        "begun": row.starts_on <= day,
        "listing": Listing(request.GET, CHARGE_SORTS, "-at").over(charges),
        "by_kind": _by_kind(row),
        "form": form,
        "may_end": actor.may("budget.write") and not hasattr(row, "end"),
        "may_reverse": actor.may("budget.charge"),
    }
    status = 422 if form.errors else 200
    return render(request, "office/budgets/budget.html", context, status=status)


def _by_kind(row: Budget) -> list[tuple[Any, int]]:
    """Return what was spent on each kind, the most first."""
    rows = row.charges.values_list("kind").order_by("kind").annotate(sum=Sum("minor"))
    found = [(ChargeKind(kind).label, total) for kind, total in rows if total]
    return sorted(found, key=lambda one: -one[1])


def _percent(millionths: int | None) -> str:
    return f"{written(Decimal(millionths or 0).scaleb(-4))}%"
