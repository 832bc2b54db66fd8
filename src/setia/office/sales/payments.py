"""Payments: those of an order, and the transfers that wait to be checked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from setia.office.middleware import actor_at
from setia.office.permitted import permitted
from setia.office.problems import tell_outcome, tell_wrong
from setia.office.sales.forms import PaymentForm, ReasonForm
from setia.sales.models import Payment
from setia.sales.models.payment import PaymentMethod
from setia.sales.payments import check_transfer, record_payment, void_payment
from setia.ui.listing import Listing

SORTS = {"paid": ("paid_at",), "amount": ("amount_minor",), "order": ("order_id",)}


@permitted("payment.check")
@require_GET
def payments(request: HttpRequest) -> HttpResponse:
    """List transfers that nobody has seen on the account yet, or all payments."""
    rows = Payment.objects.filter(void=None).select_related("check_record")
    show = request.GET.get("show", "waiting")
    if show != "all":
        rows = rows.filter(method=PaymentMethod.TRANSFER, check_record=None)
    listing = Listing(request.GET, SORTS, "-paid").over(rows)
    return render(request, "office/sales/payments.html", {"listing": listing, "show": show})


@permitted("payment.write")
@require_POST
def order_payment(request: HttpRequest, order_id: str) -> HttpResponse:
    """Record money for an order; the same form sent twice records it once."""
    form = PaymentForm(request.POST)
    if form.is_valid():
        draft, key = form.draft(order_id), form.cleaned_data["key"]
        tell_outcome(request, lambda: record_payment(draft, actor_at(request), key))
    else:
        tell_wrong(request, form)
    return redirect("office:order", order_id=order_id)


@permitted("payment.check")
@require_POST
def payment_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the money of a transfer is on the account."""
    payment = get_object_or_404(Payment, pk=pk)
    tell_outcome(request, lambda: check_transfer(payment, actor_at(request)))
    if request.POST.get("back") == "order":
        return redirect("office:order", order_id=payment.order_id)
    return redirect("office:payments")


@permitted("payment.check")
@require_POST
def payment_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a payment does not hold."""
    payment = get_object_or_404(Payment, pk=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        tell_outcome(request, lambda: void_payment(payment, reason, actor_at(request)))
    else:
        tell_wrong(request, form)
    return redirect("office:order", order_id=payment.order_id)
