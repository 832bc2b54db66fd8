"""Pages of deliveries: what is still to come, what arrived, and how many were as promised."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Refused
from setia.core.plain_text import is_plain
from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import (
    put_conflict_on_form,
    put_on_form,
    tell_outcome,
    tell_wrong,
)
from setia.office.promises.asked import asked_span, offered_names
from setia.office.promises.forms import ArrivalForm, DeliveryForm, WhyForm, new_key
from setia.office.promises.views import told_state
from setia.people.models import Party
from setia.promises.models import Delivery, DeliveryArrival, Promise
from setia.promises.note_arrival import note_arrival, strike_arrival
from setia.promises.otif import otif_by_account, otif_by_month, otif_by_supplier
from setia.promises.promise_delivery import promise_delivery
from setia.sales.order import order_of
from setia.ui.listing import Listing

SORTS = {"promised": ("promised_on",), "to": ("to__name_key", "promised_on")}
MOST_ACCOUNTS = 20
OPEN, LATE, ALL = "open", "late", "all"


@permitted("delivery.see")
@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """List deliveries: those still to come, those that are late, or all."""
    show, at = request.GET.get("show", OPEN), now()
    seen: Any = Delivery.objects.visible_to(actor_at(request))
    waiting = seen.filter(promise__keeping=None, promise__release=None)
    late = waiting.filter(promise__due_at__lt=at)
    counts = {OPEN: waiting.count(), LATE: late.count()}
    rows = {OPEN: waiting, LATE: late}.get(show, seen).measured()
    listing = Listing(request.GET, SORTS, "-promised" if show == ALL else "promised").over(
        rows.select_related("to", "product")
    )
    context = {
        "listing": listing,
        "deliveries": _told(listing.rows),
        "show": show,
        "counts": counts,
    }
    return render(request, "office/promises/deliveries.html", context)


@permitted("delivery.write")
@require_http_methods(["GET", "POST"])
def delivery_new(request: HttpRequest) -> HttpResponse:
    """Promise a delivery, of an order or by hand; the same form sent twice makes one."""
    actor = actor_at(request)
    first = {"key": new_key(), **_of_order(request.GET.get("order", ""), actor)}
    form = DeliveryForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        seen = Party.objects.visible_to(actor)
        to = get_object_or_404(seen, pk=form.cleaned_data["to"].pk)
        try:
            kept = promise_delivery(to, form.goods(), actor)
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The delivery is promised."))
            return redirect("office:delivery", pk=kept.pk)
    context = {"form": form, "offered": offered_names(actor)}
    status = 422 if form.errors else 200
    return render(request, "office/promises/delivery_new.html", context, status=status)


@permitted("delivery.see")
@require_GET
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one delivery with what arrived."""
    return _shown(request, _delivery(request, pk), _arrival_form())


@permitted("delivery.write")
@require_POST
def delivery_arrivals(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what arrived; the same form sent twice notes it once."""
    row, form = _delivery(request, pk), ArrivalForm(request.POST)
    if form.is_valid():
        try:
            note_arrival(row, form.arrived(), actor_at(request))
        except Refused as refused:
            put_on_form(form, refused.problems)
        except Conflict as conflict:
            put_conflict_on_form(form, conflict)
        else:
            messages.success(request, _("The arrival is noted."))
            return redirect("office:delivery", pk=pk)
    return _shown(request, row, form)


@permitted("delivery.write")
@require_POST
def arrival_strike(request: HttpRequest, pk: int, arrival: int) -> HttpResponse:
    """Strike out an arrival that was noted by mistake."""
    row, form = _delivery(request, pk), WhyForm(request.POST)
    kept = get_object_or_404(DeliveryArrival, pk=arrival, delivery=row)
    if form.is_valid():
        why = form.cleaned_data["why"]
        tell_outcome(request, lambda: strike_arrival(kept, why, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:delivery", pk=pk)


@permitted("delivery.see")
@require_GET
def otif(request: HttpRequest) -> HttpResponse:
    """Show how many deliveries were on time and in full, by both sides' terms."""
    actor, (start, end) = actor_at(request), asked_span(request.GET)
    day = today(settings.TIME_ZONE)
    context = {
        "start": start,
        "end": end,
        "months": otif_by_month(start, end, day, actor),
        "suppliers": otif_by_supplier(start, end, day, actor),
        "accounts": otif_by_account(start, end, day, actor, MOST_ACCOUNTS),
    }
    return render(request, "office/promises/otif.html", context)


def _of_order(order_id: str, actor: Actor) -> dict[str, Any]:
    """Return what an order tells of its delivery; nothing where there is none to be seen."""
    if not order_id or len(order_id) > 64 or not is_plain(order_id):
        return {}
    try:
        order = order_of(order_id, actor, today(settings.TIME_ZONE))
    except NotFound:
        return {"order_id": order_id}
    if not order.lines:
        return {"order_id": order_id}
    products = {one.product.code for one in order.lines}
    quantity = sum(one.quantity_milli for one in order.lines)
    to = order.lines[0].buyer or order.lines[0].seller
    return {
        "order_id": order_id,
        "to": to.code,
        "product": products.pop() if len(products) == 1 else "",
        "requested_quantity": quantity,
        "promised_quantity": quantity,
    }


def _delivery(request: HttpRequest, pk: int) -> Delivery:
    rows: Any = Delivery.objects.visible_to(actor_at(request)).measured()
    found: Delivery = get_object_or_404(
        rows.select_related("to", "product", "promise__keeping", "promise__release"), pk=pk
    )
    return found


def _told(rows: Any) -> list[Any]:  # noqa: ANN401 - deliveries with what arrived
    keys = [one.promise_id for one in rows]
    judged = Promise.objects.filter(pk__in=keys).judged(now())
    states = dict(judged.values_list("pk", "state"))
    return [(one, *told_state(states[one.promise_id])) for one in rows]


def _arrival_form() -> ArrivalForm:
    return ArrivalForm(initial={"on": today(settings.TIME_ZONE), "key": new_key()})


def _shown(request: HttpRequest, row: Any, form: ArrivalForm) -> HttpResponse:  # noqa: ANN401
    may = actor_at(request).may("delivery.write") and row.promise.waits
    ((_row, state, badge),) = _told([row])
    context = {
        "delivery": row,
        "state": state,
        "badge": badge,
        "left_milli": max(0, row.promised_milli - row.arrived_milli),
        "arrivals": row.arrivals.select_related("strike"),
        "form": form if may else None,
        "strike": WhyForm() if may else None,
    }
    status = 422 if form.errors else 200
    return render(request, "office/promises/delivery.html", context, status=status)
