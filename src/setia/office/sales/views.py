"""Orders: the list, one order, entry by hand, corrections."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from setia.catalog.models import Product
from setia.core.clock import today
from setia.core.errors import Conflict, Refused
from setia.core.permissions import Reach
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import put_conflict_on_form, put_on_form, tell_outcome
from setia.office.sales.forms import (
    CorrectionForm,
    LineForms,
    OrderForm,
    PaymentForm,
    ReasonForm,
    drafts_of,
)
from setia.office.sales.listed import CHANNELS, listed_orders
from setia.people.models import Party
from setia.people.models.party import PartyRole
from setia.sales.correct_lines import correct_line, reverse_order
from setia.sales.models import SaleLine
from setia.sales.models.arrival import ArrivalKind
from setia.sales.order import order_of
from setia.sales.record_lines import Delivery, record_lines

BUYERS = (PartyRole.CUSTOMER, PartyRole.OUTLET)
MOST_OFFERED = 1_000


@permitted("sale.see")
@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    """List the orders of some days."""
    context = listed_orders(request.GET, actor_at(request))
    return render(request, "office/sales/orders.html", context)


@permitted("sale.see")
@require_GET
def order(request: HttpRequest, order_id: str) -> HttpResponse:
    """Show one order: lines, corrections, payments."""
    actor = actor_at(request)
    kept = order_of(order_id, actor, today(settings.TIME_ZONE))
    context = {
        "order": kept,
        "head": (kept.lines or kept.reversed_lines)[0],
        "sees_buyer": actor.reach != Reach.OWN_PRODUCTS,
        "payment": PaymentForm(initial={"key": secrets.token_hex(16)}),
        "returned_by": _returns(actor, order_id),
    }
    return render(request, "office/sales/order.html", context)


@permitted("sale.write")
@require_http_methods(["GET", "POST"])
def order_new(request: HttpRequest) -> HttpResponse:
    """Book an order by hand; the same form sent twice books once."""
    form = OrderForm(request.POST or None, initial={"key": secrets.token_hex(16)})
    lines = LineForms(request.POST or None)
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        delivery = Delivery(ArrivalKind.PAGE, "page", form.cleaned_data["key"])
        try:
            record_lines(drafts_of(form, lines), delivery, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The order was booked."))
            return redirect("office:order", order_id=form.cleaned_data["order_id"])
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "lines": lines, "offered": _offered()}
    return render(request, "office/sales/new.html", context, status=status)


@permitted("sale.correct")
@require_http_methods(["GET", "POST"])
def line_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Reverse a line and book it anew, with both figures side by side."""
    line = get_object_or_404(_standing(request), pk=pk)
    first = {"quantity": line.quantity_milli, "amount": line.amount_minor}
    form = CorrectionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            correct_line(line, form.correction(), reason, actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The line was corrected."))
            return redirect("office:order", order_id=line.order_id)
    status = 422 if form.errors else 200
    context = {"form": form, "line": line}
    return render(request, "office/sales/correction.html", context, status=status)


@permitted("sale.correct")
@require_http_methods(["GET", "POST"])
def order_reversal(request: HttpRequest, order_id: str) -> HttpResponse:
    """Show what reversing an order would take back; then do it."""
    actor = actor_at(request)
    kept = order_of(order_id, actor, today(settings.TIME_ZONE))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        tell_outcome(request, lambda: reverse_order(order_id, reason, actor))
        return redirect("office:order", order_id=order_id)
    status = 422 if form.errors else 200
    context = {"form": form, "order": kept}
    return render(request, "office/sales/reversal.html", context, status=status)


def _offered() -> dict[str, Any]:
    """Return what the form offers while somebody types: codes with their names."""
    people = Party.objects.standing().order_by("name_key").values_list("code", "name")
    products = Product.objects.order_by("name").values_list("code", "name")
    return {
        "sellers": people.exclude(role__in=BUYERS)[:MOST_OFFERED],
        "buyers": people.filter(role__in=BUYERS)[:MOST_OFFERED],
        "products": products[:MOST_OFFERED],
        "channels": [(one, one) for one in CHANNELS],
    }


def _standing(request: HttpRequest) -> Any:  # noqa: ANN401 - a queryset
    seen = SaleLine.objects.visible_to(actor_at(request)).standing()
    return seen.select_related("product", "seller")


def _returns(actor: Any, order_id: str) -> list[str]:  # noqa: ANN401 - the page's actor
    seen = SaleLine.objects.visible_to(actor).filter(returns_order_id=order_id)
    return list(seen.standing().values_list("order_id", flat=True).distinct()[:20])
