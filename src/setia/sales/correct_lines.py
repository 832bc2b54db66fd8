"""Correct what was booked: reverse it and book anew, or reverse a whole order."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.sales.drafts import MOST
from setia.sales.events import LINE_CORRECTED, ORDER_REVERSED
from setia.sales.models import Arrival, Reversal, SaleLine
from setia.sales.models.arrival import ArrivalKind


@dataclass(frozen=True)
class Correction:
    """What a line should have said; the rest of it stays."""

    quantity_milli: int
    amount_minor: int


def correct_line(
    line: SaleLine, correction: Correction, reason: str, by: Actor
) -> SaleLine:
    """Reverse a standing line and book it anew with other figures.

    Raises:
        NotPermitted: The actor may not correct sales.
        Refused: There is no reason, or a figure that Setia cannot hold.
        Conflict: Somebody else reversed the line first.
    """
    by.must("sale.correct")
    _check(reason, correction)
    try:
        with transaction.atomic():
            arrival = _arrival("correction", by)
            _reverse([line], arrival, reason)
            booked = _booked_anew(line, correction, arrival)
            params = {"line": line.line_no, "order": line.order_id, "reason": reason}
            record_event(
                LINE_CORRECTED,
                by,
                ("order", line.order_id),
                params,
                before=_figures(line),
                after=_figures(booked),
            )
    except IntegrityError as error:
        raise Conflict("line.gone") from error
    return booked


def reverse_order(order_id: str, reason: str, by: Actor) -> int:
    """Reverse every standing line of an order; return how many.

    Raises:
        NotPermitted: The actor may not correct sales.
        Refused: There is no reason, or nothing of the order stands.
        Conflict: Somebody else reversed one of the lines first.
    """
    by.must("sale.correct")
    _check(reason)
    try:
        with transaction.atomic():
            lines = list(SaleLine.objects.filter(order_id=order_id).standing())
            if not lines:
                raise Refused([Problem("order.nothing_stands", "order")])
            _reverse(lines, _arrival("reversal", by), reason)
            params = {"order": order_id, "lines": len(lines), "reason": reason}
            record_event(ORDER_REVERSED, by, ("order", order_id), params)
    except IntegrityError as error:
        raise Conflict("line.gone") from error
    return len(lines)


def _check(reason: str, correction: Correction | None = None) -> None:
    problems = []
    if not reason.strip() or len(reason) > 300:
        problems.append(Problem("line.reason_missing", "reason"))
    if correction is not None:
        for name in ("quantity_milli", "amount_minor"):
            if abs(getattr(correction, name)) > MOST:
                place = name.rsplit("_", 1)[0]
                problems.append(Problem("line.number_out_of_range", place))
    if problems:
        raise Refused(problems)


def _arrival(source: str, by: Actor) -> Arrival:
    key = secrets.token_hex(16)
    return Arrival.objects.create(
        kind=ArrivalKind.PAGE, source=source, key=key, at=now(), by=by.name
    )


def _reverse(lines: list[SaleLine], arrival: Arrival, reason: str) -> None:
    Reversal.objects.bulk_create(
        Reversal(line=line, at=arrival.at, arrival=arrival, reason=reason) for line in lines
    )


def _booked_anew(line: SaleLine, correction: Correction, arrival: Arrival) -> SaleLine:
    """Book the next revision; the cost moves with the quantity where it is known by unit."""
    of_line = SaleLine.objects.filter(order_id=line.order_id, line_no=line.line_no)
    last: int = of_line.aggregate(last=Max("revision"))["last"]
    return SaleLine.objects.create(
        order_id=line.order_id,
        line_no=line.line_no,
        revision=last + 1,
        sold_at=line.sold_at,
        recorded_at=arrival.at,
        seller_id=line.seller_id,
        buyer_id=line.buyer_id,
        product_id=line.product_id,
        quantity_milli=correction.quantity_milli,
        amount_minor=correction.amount_minor,
        cost_minor=_cost(line, correction),
        channel=line.channel,
        returns_order_id=line.returns_order_id,
        arrival=arrival,
    )


def _cost(line: SaleLine, correction: Correction) -> int | None:
    """Keep the cost of a unit; where it does not come out whole the line loses its cost."""
    if line.cost_minor is None or line.quantity_milli == 0:
        return line.cost_minor
    total = line.cost_minor * correction.quantity_milli
    whole, rest = divmod(total, line.quantity_milli)
    return whole if rest == 0 else None


def _figures(line: SaleLine) -> dict[str, Any]:
    names = ("quantity_milli", "amount_minor", "cost_minor", "revision")
    return {name: getattr(line, name) for name in names}
