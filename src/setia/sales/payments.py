"""Payments: recorded, checked, voided."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.sales.drafts import MOST
from setia.sales.events import PAYMENT_CHECKED, PAYMENT_RECORDED, PAYMENT_VOIDED
from setia.sales.models import Arrival, Payment, PaymentCheck, PaymentVoid, SaleLine
from setia.sales.models.arrival import ArrivalKind
from setia.sales.models.payment import PaymentMethod


@dataclass(frozen=True)
class PaymentDraft:
    """Money for an order, as somebody records it."""

    order_id: str
    method: str
    paid_at: datetime
    amount_minor: int
    due_on: date | None = None
    reference: str = ""


def record_payment(draft: PaymentDraft, by: Actor, key: str = "") -> Payment:
    """Record money for an order; the same key twice records it once.

    Raises:
        NotPermitted: The actor may not record payments.
        Refused: No such order or method, or nothing was paid.
    """
    by.must("payment.write")
    _check(draft)
    key = key or secrets.token_hex(16)
    source = f"payment {by.kind} {by.id}"
    try:
        with transaction.atomic():
            arrival = Arrival.objects.create(
                kind=ArrivalKind.PAGE, source=source, key=key, at=now(), by=by.name
            )
            payment = Payment.objects.create(
                order_id=draft.order_id,
                method=draft.method,
                paid_at=draft.paid_at,
                amount_minor=draft.amount_minor,
                due_on=draft.due_on,
                reference=draft.reference[:120],
                recorded_at=now(),
                arrival=arrival,
            )
            params = {"order": draft.order_id, "method": str(draft.method)}
            after = {"amount_minor": draft.amount_minor}
            record_event(
                PAYMENT_RECORDED, by, ("order", draft.order_id), params, after=after
            )
    except IntegrityError:
        same = Payment.objects.filter(arrival__source=source, arrival__key=key).first()
        if same is None:
            raise
        return same
    return payment


def check_transfer(payment: Payment, by: Actor, note: str = "") -> PaymentCheck:
    """Record that somebody saw the money of a transfer on the account.

    Raises:
        NotPermitted: The actor may not check payments.
        Refused: It is no transfer.
        Conflict: It was checked already.
    """
    by.must("payment.check")
    if payment.method != PaymentMethod.TRANSFER:
        raise Refused([Problem("payment.not_transfer", "payment")])
    try:
        with transaction.atomic():
            check = PaymentCheck.objects.create(
                payment=payment, at=now(), by=by.name, note=note[:300]
            )
            about = ("order", payment.order_id)
            record_event(PAYMENT_CHECKED, by, about, {"order": payment.order_id})
    except IntegrityError as error:
        raise Conflict("payment.checked_already") from error
    return check


def void_payment(payment: Payment, reason: str, by: Actor) -> PaymentVoid:
    """Record that a payment does not hold.

    Raises:
        NotPermitted: The actor may not check payments.
        Refused: There is no reason.
        Conflict: It was voided already.
    """
    by.must("payment.check")
    if not reason.strip():
        raise Refused([Problem("line.reason_missing", "reason")])
    try:
        with transaction.atomic():
            void = PaymentVoid.objects.create(
                payment=payment, at=now(), by=by.name, reason=reason[:300]
            )
            params = {"order": payment.order_id, "reason": reason}
            record_event(PAYMENT_VOIDED, by, ("order", payment.order_id), params)
    except IntegrityError as error:
        raise Conflict("payment.voided_already") from error
    return void


def _check(draft: PaymentDraft) -> None:
    problems = []
    if draft.method not in PaymentMethod.values:
        problems.append(Problem("payment.method", "method", {"method": draft.method}))
    if not 0 < draft.amount_minor <= MOST:
        problems.append(Problem("payment.amount", "amount"))
    if not SaleLine.objects.filter(order_id=draft.order_id).exists():
        params = {"order": draft.order_id}
        problems.append(Problem("payment.order_unknown", "order", params))
    if problems:
        raise Refused(problems)
