"""Rows and plans with defaults, so that a test says only what matters to it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from setia_engine.plan.document import Plan
from setia_engine.reference.rows import Line, Party, Product

Number = int | str | Decimal

A_DOCUMENT: dict[str, Any] = {
    "setia": 1,
    "id": "plan",
    "period": {"from": "2026-11-01", "to": "2026-11-30"},
    "reward": {"rate": "10%"},
}
"""The shortest promise: a tenth of November's sales."""


def a_document(**parts: object) -> dict[str, Any]:
    """Return a plan document, as a reader yields it, with these keys replaced."""
    return A_DOCUMENT | parts


def a_plan(**parts: object) -> Plan:
    """Return a valid plan with these keys replaced."""
    return Plan.model_validate(a_document(**parts))


def a_line(sold_at: str = "2026-11-10T10:00:00", **parts: Any) -> Line:  # noqa: ANN401 - any column
    """Return a sale of one unit for 100,000 by ``ani`` to ``budi``.

    Columns are given as people write them: numbers as ``int`` or text, moments as text.
    """
    columns: dict[str, Any] = {
        "order_id": "A",
        "line_no": 1,
        "seller_id": "ani",
        "buyer_id": "budi",
        "product_id": "sabun",
        "quantity": 1,
        "amount": 100_000,
    } | parts
    for name in ("quantity", "amount", "cost"):
        if columns.get(name) is not None:
            columns[name] = Decimal(columns[name])
    if columns.get("recorded_at") is not None:
        columns["recorded_at"] = datetime.fromisoformat(columns["recorded_at"])
    return Line(sold_at=datetime.fromisoformat(sold_at), **columns)


def a_party(party_id: str = "ani", *, joined_on: str | None = None, **parts: Any) -> Party:  # noqa: ANN401 - any column
    """Return a reseller."""
    joined = None if joined_on is None else date.fromisoformat(joined_on)
    return Party(party_id=party_id, joined_on=joined, **{"role": "reseller"} | parts)


def a_product(
    product_id: str = "sabun",
    *,
    cost: Number | None = None,
    **parts: Any,  # noqa: ANN401 - any column
) -> Product:
    """Return a product; without a cost its lines have no margin of their own."""
    unit_cost = None if cost is None else Decimal(cost)
    return Product(product_id=product_id, cost=unit_cost, **parts)
