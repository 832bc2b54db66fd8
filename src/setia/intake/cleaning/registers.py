"""People and products: what a file lacks is filled in where that is certain."""

from __future__ import annotations

from typing import Any

from setia.intake.cleaning.shaped import Shaped, gathered

RENAMED = {"price": "price_minor", "cost": "cost_minor"}


def shape_register(kind: str, table: dict[str, list[Any]]) -> Shaped:
    """Bring a piece of people or products to the columns of its schema."""
    shaped = gathered(table)
    if kind == "products":
        shaped.columns = {RENAMED.get(name, name): v for name, v in table.items()}
    return shaped
