"""Write the business as a folder of facts, in the form that the engine reads."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from setia.demo.business import Business

DECIMALS = {
    "amount": ("amount_minor", 2),
    "cost": ("cost_minor", 2),
    "price": ("price_minor", 2),
}
QUANTITY = {"quantity": ("quantity_milli", 3)}


def write_facts(business: Business, folder: Path) -> None:
    """Write sale lines, parties, their history and products as Parquet, money as decimals."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "sale_lines": _decimal(business.sale_lines),
        "parties": business.parties,
        "party_history": business.party_history,
        "products": _decimal(business.products.drop_columns(["launched_on"])),
    }
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")


def _decimal(table: pa.Table) -> pa.Table:
    """Write whole minor units as decimals, under the names of the data contract."""
    for name, (whole, places) in {**DECIMALS, **QUANTITY}.items():
        if whole in table.column_names:
            place = table.column_names.index(whole)
            exact = pc.multiply(
                table[whole].cast(pa.decimal128(19, 0)), Decimal(1).scaleb(-places)
            )
            table = table.set_column(place, name, exact.cast(pa.decimal128(18, places)))
    return table
