"""Lay down the sale lines: coded, in whole units, on the local days of a time zone."""

# ruff: noqa: S608 - statements are put together from the contract, never from cells

from __future__ import annotations

import duckdb

from setia_engine.facts.contract import SALE_LINES
from setia_engine.facts.laid import LINE_COLUMNS
from setia_engine.run.load.read.local_time import day_sql, instant_sql
from setia_engine.run.load.read.whole_units import margin_sql, units_sql
from setia_engine.run.load.source import Group, Source
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
    connection.execute(f"CREATE TABLE {name} AS {laid_sql(lines, offsets, small=small)}")


def laid_sql(lines: Source, offsets: Offsets, *, small: bool) -> str:
    """Return the SQL of lines as they are laid down, with the codes of the connection."""
    read = " UNION ALL ".join(
        _units(lines, group, offsets, small=small) for group in lines.groups
    )
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
    return (
        f"SELECT {chosen} FROM ({read})"
        " LEFT JOIN party_codes AS seller ON seller.id = seller_id"
        " LEFT JOIN party_codes AS buyer ON buyer.id = buyer_id"
        " LEFT JOIN product_codes AS product ON product.id = product_id"
    )


def _units(lines: Source, group: Group, offsets: Offsets, *, small: bool) -> str:
    """Return the SQL of a group's lines with instants, days and whole units."""
    names = [column.name for column in SALE_LINES.columns]
    fixed = {
        f"{moment}_fixed": group.cells[moment].fixed
        for moment in MOMENTS
        if group.cells[moment].fixed not in {"TRUE", "FALSE"}
    }
    instants = {
        "sold_us": _instant(group, "sold_at", offsets),
        "recorded_us": _instant(group, "recorded_at", offsets),
    }
    amounts = {
        name: units_sql(name, small=small) for name in ("quantity", "amount", "cost")
    }
    kept = [name for name in names if name not in {*MOMENTS, *amounts}]
    chosen = ", ".join(
        [*kept, *(f"{value} AS {name}" for name, value in (instants | amounts).items())]
    )
    return (
        f"SELECT *, {day_sql('sold_us', offsets)} AS day"
        f" FROM (SELECT {chosen} FROM ({lines.group_rows(group, *names, **fixed)}))"
    )


def _instant(group: Group, moment: str, offsets: Offsets) -> str:
    fixed = group.cells[moment].fixed
    if fixed not in {"TRUE", "FALSE"}:
        fixed = f"{moment}_fixed"
    return instant_sql(moment, fixed, offsets)
