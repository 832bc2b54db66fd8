"""Reverse what an import brought in, inside the transaction of its undoing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from setia.sales.models import Arrival

CORRECTED_SINCE = """
SELECT count(*) FROM sales_saleline l JOIN sales_reversal r ON r.line_id = l.id
WHERE l.arrival_id = %(undone)s
"""
REVERSE = """
INSERT INTO sales_reversal (line_id, at, arrival_id, reason)
SELECT l.id, {moment}, %(arrival)s, %(reason)s
FROM sales_saleline l LEFT JOIN sales_reversal r ON r.line_id = l.id
WHERE l.arrival_id = %(undone)s AND r.id IS NULL
ON CONFLICT DO NOTHING
"""
# A line that the import corrected, and whose correction stood until now, holds again.
RESTORE = """
INSERT INTO sales_saleline (
    order_id, line_no, revision, sold_at, recorded_at, seller_id, buyer_id, product_id,
    quantity_milli, amount_minor, cost_minor, channel, returns_order_id, arrival_id
)
SELECT past.order_id, past.line_no, correction.revision + 1, past.sold_at, {moment},
       past.seller_id, past.buyer_id, past.product_id, past.quantity_milli,
       past.amount_minor, past.cost_minor, past.channel, past.returns_order_id,
       %(arrival)s
FROM sales_reversal made
JOIN sales_saleline past ON past.id = made.line_id
JOIN sales_saleline correction ON correction.order_id = past.order_id
    AND correction.line_no = past.line_no AND correction.arrival_id = %(undone)s
JOIN sales_reversal undone ON undone.line_id = correction.id
    AND undone.arrival_id = %(arrival)s
WHERE made.arrival_id = %(undone)s
ON CONFLICT DO NOTHING
"""
VOID = """
INSERT INTO sales_paymentvoid (payment_id, at, by, reason)
SELECT p.id, {moment}, %(by)s, %(reason)s
FROM sales_payment p LEFT JOIN sales_paymentvoid v ON v.payment_id = p.id
WHERE p.arrival_id = %(undone)s AND v.id IS NULL
ON CONFLICT DO NOTHING
"""
CONSEQUENCES = {
    "reversed": """
SELECT count(*) FROM sales_saleline l LEFT JOIN sales_reversal r ON r.line_id = l.id
WHERE l.arrival_id = %(undone)s AND r.id IS NULL""",
    "amount_minor": """
SELECT coalesce(sum(l.amount_minor), 0) FROM sales_saleline l
LEFT JOIN sales_reversal r ON r.line_id = l.id
WHERE l.arrival_id = %(undone)s AND r.id IS NULL""",
    "left": CORRECTED_SINCE,
    "restored": """
SELECT count(*) FROM sales_reversal made
JOIN sales_saleline past ON past.id = made.line_id
JOIN sales_saleline correction ON correction.order_id = past.order_id
    AND correction.line_no = past.line_no AND correction.arrival_id = %(undone)s
LEFT JOIN sales_reversal later ON later.line_id = correction.id
WHERE made.arrival_id = %(undone)s AND later.id IS NULL""",
    "voided": """
SELECT count(*) FROM sales_payment p LEFT JOIN sales_paymentvoid v ON v.payment_id = p.id
WHERE p.arrival_id = %(undone)s AND v.id IS NULL""",
}


def consequences(undone: Arrival) -> dict[str, int]:
    """Return in numbers what taking an import back would do now."""
    return {
        name: int(_run(sql, {"undone": undone.pk}, asks=True))
        for name, sql in CONSEQUENCES.items()
    }


def take_back_lines(
    undone: Arrival, arrival: Arrival, at: datetime, reason: str
) -> dict[str, int]:
    """Reverse lines that still stand, restore what they corrected, void the payments.

    Lines that somebody corrected since stay as they are; their number is told.
    """
    moment = "%(at)s" if connection.vendor == "sqlite" else "CAST(%(at)s AS timestamptz)"
    params = {
        "at": connection.ops.adapt_datetimefield_value(at),
        "arrival": arrival.pk,
        "undone": undone.pk,
        "reason": reason,
        "by": arrival.by,
    }
    left = _run(CORRECTED_SINCE, params, asks=True)
    return {
        "reversed": _run(REVERSE.format(moment=moment), params),
        "restored": _run(RESTORE.format(moment=moment), params),
        "voided": _run(VOID.format(moment=moment), params),
        "left": int(left),
    }


def _run(sql: str, params: dict[str, Any], *, asks: bool = False) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        number: int = cursor.fetchone()[0] if asks else max(0, cursor.rowcount)
        return number
