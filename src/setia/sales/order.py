"""One order as it stands: lines, what was corrected, what is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from setia.core.actor import Actor
from setia.core.errors import NotFound
from setia.sales.models import Payment, SaleLine
from setia.sales.models.payment import PaymentMethod


class PaymentState(StrEnum):
    """How far an order is paid."""

    UNPAID = "unpaid"
    WAITING = "waiting"
    PART = "part"
    PAID = "paid"
    CREDIT = "credit"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Order:
    """The standing lines of an order, those that were reversed, and its payments."""

    order_id: str
    lines: tuple[SaleLine, ...]
    reversed_lines: tuple[SaleLine, ...]
    payments: tuple[Payment, ...]
    total_minor: int
    paid_minor: int
    state: PaymentState


def order_of(order_id: str, by: Actor, today: date) -> Order:
    """Return an order as far as an actor may see it.

    Raises:
        NotFound: There is none, or none of its lines is the actor's to see.
    """
    seen = SaleLine.objects.visible_to(by).filter(order_id=order_id)
    rows = list(
        seen.select_related("seller", "buyer", "product", "reversal").order_by(
            "line_no", "revision"
        )
    )
    if not rows:
        raise NotFound("order", order_id)
    standing = tuple(row for row in rows if not hasattr(row, "reversal"))
    gone = tuple(row for row in rows if hasattr(row, "reversal"))
    payments = tuple(
        Payment.objects.filter(order_id=order_id).select_related("check_record", "void")
    )
    total = sum(row.amount_minor for row in standing)
    paid = sum(one.amount_minor for one in payments if counts_as_paid(one))
    state = payment_state(total, paid, payments, today)
    return Order(order_id, standing, gone, payments, total, paid, state)


def counts_as_paid(payment: Payment) -> bool:
    """Tell whether money is really there: no promise, no transfer that nobody saw."""
    if hasattr(payment, "void") or payment.method == PaymentMethod.TEMPO:
        return False
    return payment.method != PaymentMethod.TRANSFER or hasattr(payment, "check_record")


def payment_state(
    total_minor: int, paid_minor: int, payments: tuple[Payment, ...], today: date
) -> PaymentState:
    """Return how far an order is paid, the most telling word first."""
    if total_minor <= paid_minor:
        return PaymentState.PAID
    held = [one for one in payments if not hasattr(one, "void")]
    if any(
        one.method == PaymentMethod.TRANSFER and not counts_as_paid(one) for one in held
    ):
        return PaymentState.WAITING
    promised = [one for one in held if one.method == PaymentMethod.TEMPO]
    if any(one.due_on is not None and one.due_on < today for one in promised):
        return PaymentState.OVERDUE
    if promised:
        return PaymentState.CREDIT
    return PaymentState.PART if paid_minor > 0 else PaymentState.UNPAID
