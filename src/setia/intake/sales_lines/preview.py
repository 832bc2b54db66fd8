"""What an import of sale lines would do: classes, sums, first rows of each."""

from __future__ import annotations

from typing import Any

from setia.intake.choices import Choices
from setia.intake.sales_lines.judge import (
    CLASSES,
    REFUSALS,
    judged,
    rows_of,
    sample,
    totals,
    unknown_codes,
)
from setia.intake.staging.notes import UNKNOWN, Note, notebook
from setia.intake.staging.staged import Staged
from setia.intake.staging.store import staged

SHOWN = 50
REFUSED = """
SELECT row_no, verdict, order_id, line_no, seller, buyer, product, first_row
FROM intake_judged
WHERE verdict IN ('two_ways', 'seller_unknown', 'buyer_unknown', 'product_unknown')
ORDER BY row_no
"""
COLUMN_OF = {
    "two_ways": "order_id",
    "seller_unknown": "seller_id",
    "buyer_unknown": "buyer_id",
    "product_unknown": "product_id",
}
PAYMENTS = """
SELECT method, count(*), sum(amount) FROM (
    SELECT method, sum(amount_minor) AS amount FROM intake_judged
    WHERE verdict = 'new' AND method <> '' GROUP BY order_id, method, paid_at
) AS payment WHERE amount <> 0 GROUP BY method ORDER BY method
"""


def preview_lines(
    batch_id: int, choices: Choices, read: Staged
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the summary of a judged batch, and samples of its lines."""
    with staged(batch_id) as line, judged(line or "", choices):
        found = totals()
        reasons = dict(read.reasons) | _note_refused(batch_id)
        refused = sum(found.get(name, {}).get("rows", 0) for name in REFUSALS)
        summary = {
            "rows": read.rows,
            "judged": found,
            "classes": {name: found[name] for name in CLASSES if name in found},
            "refused": read.refused + refused,
            "aside": read.aside,
            "reasons": reasons,
            "aside_reasons": dict(read.aside_reasons),
            "unknown": {
                role: unknown_codes(role, SHOWN) for role in ("seller", "buyer", "product")
            },
            "payments": [list(row) for row in rows_of(PAYMENTS)],
        }
        return summary, {name: sample(name, SHOWN) for name in CLASSES}


def _note_refused(batch_id: int) -> dict[str, int]:
    """Write down judged lines that are refused, and count them by reason."""
    with notebook(batch_id, UNKNOWN) as book:
        for row_no, verdict, order_id, line_no, seller, buyer, product, first in rows_of(
            REFUSED
        ):
            codes = {
                "seller_unknown": seller,
                "buyer_unknown": buyer,
                "product_unknown": product,
            }
            params = {"code": codes.get(verdict, order_id), "row": first}
            cells = [order_id, str(line_no), seller, buyer or "", product]
            note = Note(row_no, f"import.{verdict}", COLUMN_OF[verdict], params, cells)
            book.add(note)
        return dict(book.reasons)
