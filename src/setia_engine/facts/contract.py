"""The contract of the tables that plans run over, in one place.

The checks, the readers of Parquet and CSV and the documentation are drawn from it. A table
is one file or a folder of files; a column that is not required may be missing, and is then
null throughout; columns that are not named here are ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "quantity", "money", "date", "moment"]

ROLES = (
    "distributor",
    "reseller",
    "outlet",
    "salesperson",
    "customer",
    "supplier",
    "charity",
)
HISTORY_ATTRIBUTES = ("tier", "category", "territory", "parent_id")

EXPECTED: dict[Kind, str] = {
    "text": "text",
    "integer": "a whole number",
    "quantity": "a number with at most 15 digits before and 3 after the point",
    "money": "a number with at most 16 digits before and 2 after the point",
    "date": "a date like 2026-11-30, in the years 1900 to 9999",
    "moment": "a time like 2026-11-30T17:05:00 or with an offset, in the years 1900 to 9999",
}


@dataclass(frozen=True)
class Column:
    """One column: what its cells mean, how they are written, whether they must be there."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """Say what a cell of this column has to be."""
        base = f"one of {', '.join(self.allowed)}" if self.allowed else EXPECTED[self.kind]
        return f"{base}; it must not be empty" if self.required else base


@dataclass(frozen=True)
class Table:
    """One table: its columns, and the key that no two of its rows share."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def column(self, name: str) -> Column:
        return {column.name: column for column in self.columns}[name]


SALE_LINES = Table(
    "sale_lines",
    "one row per line of an order; a correction is a new line",
    (
        Column("order_id", "text", "the order that the line belongs to", required=True),
        Column("line_no", "integer", "unique within the order", required=True),
        Column("sold_at", "moment", "when the sale happened", required=True),
        Column("recorded_at", "moment", "when it became known; else when it happened"),
        Column("seller_id", "text", "the party that sold", required=True),
        Column("buyer_id", "text", "the party that bought"),
        Column("product_id", "text", "what was sold", required=True),
        Column("quantity", "quantity", "how many; negative for a return", required=True),
        Column("amount", "money", "net revenue of the line", required=True),
        Column("cost", "money", "cost of the whole line"),
        Column("channel", "text", "shop, marketplace, chat and the like"),
        Column("returns_order_id", "text", "the order that a return undoes"),
    ),
    key=("order_id", "line_no"),
)
PARTIES = Table(
    "parties",
    "everyone who sells, buys, funds or receives",
    (
        Column("party_id", "text", "the party", required=True),
        Column("name", "text", "what people call it"),
        Column("role", "text", "its part in the trade", allowed=ROLES),
        Column("tier", "text", "the rank given to it"),
        Column("category", "text", "the kind of party"),
        Column("territory", "text", "where it works"),
        Column("parent_id", "text", "the party above it"),
        Column("joined_on", "date", "the day it joined"),
        Column("phone", "text", "how to call it"),
        Column("email", "text", "how to write to it"),
        Column("birth_date", "date", "when the person was born"),
    ),
    key=("party_id",),
)
PARTY_HISTORY = Table(
    "party_history",
    "what changed about a party, and from which day on",
    (
        Column("party_id", "text", "the party", required=True),
        Column(
            "attribute", "text", "what changed", required=True, allowed=HISTORY_ATTRIBUTES
        ),
        Column("value", "text", "the value from that day on"),
        Column("from_date", "date", "the first day of the value", required=True),
    ),
    key=("party_id", "attribute", "from_date"),
)
PRODUCTS = Table(
    "products",
    "what can be sold",
    (
        Column("product_id", "text", "the product", required=True),
        Column("name", "text", "what people call it"),
        Column("category", "text", "the kind of product"),
        Column("brand", "text", "the brand it carries"),
        Column("supplier_id", "text", "the party that supplies it"),
        Column("price", "money", "the list price of one"),
        Column("cost", "money", "the cost of one"),
    ),
    key=("product_id",),
)
TABLES = (SALE_LINES, PARTIES, PARTY_HISTORY, PRODUCTS)
