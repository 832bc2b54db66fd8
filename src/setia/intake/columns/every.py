"""The columns of each kind of file."""

from __future__ import annotations

from setia.intake.columns.column import Column
from setia.intake.columns.registers import PARTIES, PRODUCTS
from setia.intake.columns.sales import SALES

COLUMNS: dict[str, tuple[Column, ...]] = {
    "sales": SALES,
    "parties": PARTIES,
    "products": PRODUCTS,
}


def column(kind: str, name: str) -> Column:
    """Return a column by name.

    Raises:
        KeyError: There is none.
    """
    found = {one.name: one for one in COLUMNS[kind]}
    return found[name]
