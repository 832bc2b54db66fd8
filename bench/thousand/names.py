"""What the queries of a thousand plans call things, and what they ask of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Plan = Mapping[str, Any]


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


PRODUCT = {"category": "p.category", "brand": "p.brand", "supplier": "p.supplier_id"}


COLUMNS = PRODUCT | {
    "product": "l.product_id",
    "channel": "l.channel",
    "seller": "l.seller_id",
}


AGGREGATES = {
    "revenue": "sum(amount) AS revenue",
    "quantity": "sum(quantity) AS quantity",
    "margin": "sum(margin) AS margin",
    "orders": "count(DISTINCT order_id) FILTER (quantity > 0) AS orders",
    "products": "count(DISTINCT product_id) FILTER (quantity > 0) AS products",
    "last_sold_at": "max(sold_at) AS last_sold_at",
}


NEEDED = {
    "revenue": {"amount"},
    "quantity": {"quantity"},
    "margin": {"margin"},
    "orders": {"order_id", "quantity"},
    "products": {"product_id", "quantity"},
    "last_sold_at": {"sold_at"},
}


def sums(plan: Plan) -> list[str]:
    """Name the sums that a plan is worked out from."""
    measure = plan["measure"]
    names = {"revenue" if isinstance(measure, Mapping) else measure}
    names |= {condition["measure"] for condition in plan.get("conditions", [])}
    if "ranking" in plan["reward"]:
        names.add("last_sold_at")
    return [name for name in AGGREGATES if name in names]


def needed(plan: Plan) -> set[str]:
    return set().union(*(NEEDED[name] for name in sums(plan)))


def rated_by(plan: Plan) -> str | None:
    rate = plan["reward"].get("rate")
    return rate["by"] if isinstance(rate, Mapping) else None


def one_of(column: str, wanted: str | list[str]) -> str:
    names = [wanted] if isinstance(wanted, str) else wanted
    listed = ", ".join(f"'{name}'" for name in names)
    return f"{column} IN ({listed})"


def fraction(rate: str) -> str:
    return format(Decimal(rate.removesuffix("%")) / 100, "f")
