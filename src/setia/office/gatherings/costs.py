"""What a gathering cost."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from setia.events.models import Gathering, GatheringCost
from setia.events.record_cost import Paid, record_cost, take_back_cost
from setia.office.gatherings.forms import CostForm
from setia.office.gatherings.gatherings import payable
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong


@permitted("gathering.cost")
@require_POST
def costs(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a cost."""
    row, form, actor = (
        get_object_or_404(Gathering, pk=pk),
        CostForm(request.POST),
        actor_at(request),
    )
    field: Any = form.fields["budget"]
    field.queryset = payable(actor)
    if form.is_valid():
        told = form.cleaned_data
        paid = Paid(told["what"], told["amount"], told["key"], told["budget"])
        tell_outcome(request, lambda: record_cost(row, paid, actor))
    else:
        tell_wrong(request, form)
    return redirect("office:gathering", pk=pk)


@permitted("gathering.cost")
@require_POST
def reversal(request: HttpRequest, pk: int, paid: int) -> HttpResponse:
    """Take a cost back that was recorded wrongly."""
    rows = GatheringCost.objects.select_related("gathering", "charge")
    row = get_object_or_404(rows, gathering=pk, pk=paid)
    reason = request.POST.get("reason", "").replace("\0", "")
    tell_outcome(request, lambda: take_back_cost(row, reason, actor_at(request)))
    return redirect("office:gathering", pk=pk)
