"""Payments: recorded for an order, and read back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import HEADER, key_of, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import Code, Day, Minor, Moment, money
from setia.sales.models import Payment, SaleLine
from setia.sales.order import counts_as_paid
from setia.sales.payments import PaymentDraft, record_payment

router = Router(tags=["payments"])


class PaymentIn(Incoming):
    """Money for an order; `tempo` is a promise to pay by `due_on`."""

    order: Code
    method: Literal["cash", "card", "transfer", "tempo"]
    paid_at: Moment
    amount: Minor
    due_on: Day | None = None
    reference: str = Field("", max_length=120)


class PaymentOut(Schema):
    """A payment; a transfer counts once somebody saw it on the account."""

    id: int
    order: str
    method: str
    paid_at: datetime
    amount: str = Field(examples=["25000.00"])
    due_on: date | None
    reference: str
    counts: bool
    voided: bool


class PaymentPage(Schema):
    """One page of payments."""

    items: list[PaymentOut]
    next: str | None = Field(description="The address of the next page.")


class PaymentQuery(PageQuery):
    """Which payments."""

    order: str = Field("", max_length=64)


@router.post(
    "/payments",
    auth=Token("payment.write"),
    response={201: PaymentOut, 200: PaymentOut},
    openapi_extra={"parameters": [HEADER]},
)
def record(request: HttpRequest, body: PaymentIn, response: HttpResponse) -> Status[Any]:
    """Record money: 201 the first time, 200 with `Idempotency-Replayed: true` after that."""
    by, key = actor_at(request), key_of(request, needed=True)
    draft = PaymentDraft(
        order_id=body.order,
        method=body.method,
        paid_at=body.paid_at,
        amount_minor=body.amount,
        due_on=body.due_on,
        reference=body.reference,
    )
    done = once(request, by, "payment", lambda: {"id": record_payment(draft, by, key).pk})
    tell_replayed(response, replayed=done.replayed)
    payment = Payment.objects.get(pk=done.answer["id"])
    return Status(200 if done.replayed else 201, _told(payment))


@router.get("/payments", auth=Token("sale.see"), response=PaymentPage)
def list_payments(request: HttpRequest, asked: Query[PaymentQuery]) -> dict[str, Any]:
    """List payments of orders that the token may see, in the order of recording."""
    seen = SaleLine.objects.visible_to(actor_at(request)).values("order_id")
    rows = Payment.objects.filter(order_id__in=seen)
    if asked.order:
        rows = rows.filter(order_id=asked.order)
    rows = rows.select_related("check_record", "void")
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row) for row in found], "next": following}


def _told(payment: Payment) -> dict[str, Any]:
    return {
        "id": payment.pk,
        "order": payment.order_id,
        "method": payment.method,
        "paid_at": payment.paid_at,
        "amount": money(payment.amount_minor),
        "due_on": payment.due_on,
        "reference": payment.reference,
        "counts": counts_as_paid(payment),
        "voided": hasattr(payment, "void"),
    }
