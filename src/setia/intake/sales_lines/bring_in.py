"""Bring judged sale lines into the books, inside the transaction of an import."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from setia.core.errors import Conflict
from setia.intake.choices import CORRECT, Choices
from setia.sales.models import Arrival

WANTED = "verdict = 'new' OR (verdict = 'conflict' AND {correct})"
REVERSE = """
INSERT INTO sales_reversal (line_id, at, arrival_id, reason)
SELECT standing_id, {moment}, %(arrival)s, %(reason)s
FROM intake_judged WHERE verdict = 'conflict' AND {correct}
ON CONFLICT DO NOTHING
"""
INSERT = """
INSERT INTO sales_saleline (
    order_id, line_no, revision, sold_at, recorded_at, seller_id, buyer_id, product_id,
    quantity_milli, amount_minor, cost_minor, channel, returns_order_id, arrival_id
)
SELECT order_id, line_no, revision, sold_at, {moment}, seller_id, buyer_id,
       product_id, quantity_milli, amount_minor, cost_minor, channel, returns_order_id,
       %(arrival)s
FROM intake_judged WHERE {wanted}
ON CONFLICT DO NOTHING
"""
# One payment for all lines of an order that were paid in one way at one moment.
PAYMENTS = """
INSERT INTO sales_payment (
    order_id, method, paid_at, amount_minor, due_on, reference, recorded_at, arrival_id
)
SELECT order_id, method, coalesce(paid_at, min(sold_at)), sum(amount_minor), NULL, '',
       {moment}, %(arrival)s
FROM intake_judged WHERE verdict = 'new' AND method <> ''
GROUP BY order_id, method, paid_at HAVING sum(amount_minor) <> 0
"""


def bring_in_lines(
    classes: dict[str, Any], choices: Choices, arrival: Arrival, at: datetime
) -> dict[str, int]:
    """Insert new lines, reverse and rebook corrected ones, book payments.

    Whatever the judgement promised must happen to the last line; where another delivery
    was faster the database leaves a line out, and nothing of the file comes in.

    Raises:
        Conflict: Somebody else brought in one of the lines meanwhile.
    """
    correct = "(1 = 1)" if choices.conflicts == CORRECT else "(1 = 0)"
    moment = "%(at)s" if connection.vendor == "sqlite" else "CAST(%(at)s AS timestamptz)"
    spelt = {"correct": correct, "moment": moment, "wanted": WANTED.format(correct=correct)}
    params = {"at": _moment(at), "arrival": arrival.pk, "reason": arrival.source}
    new = _rows(classes, "new")
    corrected = _rows(classes, "conflict") if choices.conflicts == CORRECT else 0
    reversed_lines = _run(REVERSE.format(**spelt), params)
    inserted = _run(INSERT.format(**spelt), params)
    if (reversed_lines, inserted) != (corrected, new + corrected):
        raise Conflict("import.world_changed")
    payments = _run(PAYMENTS.format(**spelt), params)
    return {"new": new, "corrected": corrected, "payments": payments}


def _rows(classes: dict[str, Any], name: str) -> int:
    rows: int = classes.get(name, {}).get("rows", 0)
    return rows


def _run(sql: str, params: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: int = max(0, cursor.rowcount)
        return rows


def _moment(at: datetime) -> Any:  # noqa: ANN401 - a moment as each database takes it
    return connection.ops.adapt_datetimefield_value(at)
