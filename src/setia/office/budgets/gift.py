"""The page that charges a gift for somebody, as a birthday parcel is."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from setia.budgets.charge_budget import Spending, charge_budget
from setia.budgets.models import Charge
from setia.budgets.paying import budget_for
from setia.budgets.standing import standing_of
from setia.core.clock import today
from setia.core.errors import Conflict, Problem, Refused
from setia.office.budgets.forms import GiftForm
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form
from setia.people.models import Party
from setia.people.resolve_code import with_merged

PLACES = {"minor": "cost", "note": "what", "on": "on"}
"""Where the form asks for what the verb calls otherwise."""
MOST_SHOWN = 20


@permitted("budget.charge")
@require_http_methods(["GET", "POST"])
def person_gifts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what care of somebody cost so far, and charge a gift."""
    seen = Party.objects.visible_to(actor_at(request)).standing()
    party = get_object_or_404(seen, pk=pk)
    first = {"on": today(settings.TIME_ZONE), "key": secrets.token_hex(8)}
    form = GiftForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _charged(request, party, form):
        return redirect("office:person-gifts", pk=pk)
    budget = budget_for(party)
    context = {
        "party": party,
        "form": form,
        "budget": budget,
        "standing": standing_of(budget, today(settings.TIME_ZONE)) if budget else None,
        "charges": Charge.objects.filter(about__in=with_merged(pk)).select_related(
            "budget", "reversal"
        )[:MOST_SHOWN],
    }
    status = 422 if form.errors else 200
    return render(request, "office/budgets/gifts.html", context, status=status)


def _charged(request: HttpRequest, party: Party, form: GiftForm) -> bool:
    filled = form.cleaned_data
    budget = budget_for(party, filled["on"])
    if budget is None:
        told = {"party": party.name}
        put_on_form(form, [Problem("budget.none_pays", "on", told)])
        return False
    ref = f"gift {filled['key']}"
    spending = Spending("gift", filled["cost"], party, ref, filled["what"], filled["on"])
    try:
        charge_budget(budget, spending, actor_at(request))
    except Refused as refused:
        put_on_form(
            form,
            [
                Problem(one.code, PLACES.get(one.at, ""), one.params)
                for one in refused.problems
            ],
        )
    except Conflict as conflict:
        put_conflict_on_form(form, conflict)
    else:
        left = standing_of(budget, today(settings.TIME_ZONE))
        _tell(request, budget.name, overspent=left.is_overspent)
        return True
    return False


def _tell(request: HttpRequest, budget: str, *, overspent: bool) -> None:
    told = {"budget": budget}
    if overspent:
        words = _("The gift is charged. The budget %(budget)s is overspent now.")
        messages.warning(request, words % told)
    else:
        messages.success(request, _("The gift is charged to %(budget)s.") % told)
