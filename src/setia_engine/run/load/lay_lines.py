"""Lay down the sale lines: coded, in whole units, on the local days of a time zone."""

from __future__ import annotations

import duckdb

from setia_engine.facts.contract import SALE_LINES
from setia_engine.facts.laid import LINE_COLUMNS
from setia_engine.run.load.local_time import day_sql, instant_sql
from setia_engine.run.load.source import Group, Source
from setia_engine.run.load.whole_units import margin_sql, units_sql
from setia_engine.values.zone import Offsets

MOMENTS = ("sold_at", "recorded_at")


def lay_lines(
    connection: duckdb.DuckDBPyConnection,
    lines: Source,
    name: str,
    offsets: Offsets,
    *,
    small: bool,
) -> None:
    """Create the table of lines for the time zone whose offsets are given."""
    read = " UNION ALL ".join(_units(lines, group, offsets, small) for group in lines.groups)
    laid = {
        "recorded_us": "coalesce(recorded_us, sold_us)",
        "seller": "seller.code",
        "buyer": "buyer.code",
        "product": "product.code",
        "quantity": "CAST(quantity AS DECIMAL(18,0))",
        "amount": "CAST(amount AS DECIMAL(18,0))",
        "margin": margin_sql("product.product_cost", small=small),
    }
    chosen = ", ".join(f"{laid.get(column, column)} AS {column}" for column in LINE_COLUMNS)
    connection.execute(
        f"CREATE TABLE {name} AS SELECT {chosen} FROM ({read or _none(connection)})"
        " LEFT JOIN party_codes AS seller ON seller.id = seller_id"
        " LEFT JOIN party_codes AS buyer ON buyer.id = buyer_id"
        " LEFT JOIN product_codes AS product ON product.id = product_id"
    )
