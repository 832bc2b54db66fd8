"""Facts laid down: clean, typed and coded once, for every evaluator alike.

A code is the row number of a party or product in its table. Codes follow the ids in
Unicode code point order, so that ordering by code is ordering by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from setia_engine.values.zone import Offsets


@dataclass(frozen=True)
class FactCounts:
    """How much was laid down, and what a run has to tell about it.

    A party or product is unknown where lines name it and no table describes it; a line
    has no margin where neither it nor its product has a cost. ``set_aside`` counts the
    rows of all tables that were left out as bad. The days are those of the lines, per
    time zone; a zone without lines has none.
    """

    lines: int
    lines_unknown_party: int
    lines_unknown_product: int
    lines_without_margin: int
    set_aside: int
    first_day: Mapping[str, int]
    last_day: Mapping[str, int]


@dataclass(frozen=True)
class LaidFacts:
    """Clean facts.

    ``lines`` names, per time zone, a table of the connection with exactly the columns of
    ``LINE_COLUMNS``; its rows are in no particular order. ``offsets`` holds each zone's
    offsets over the days of the data.

    ``parties``: row number = party code; party_id, name, role, tier, category, territory,
    parent (code), joined_on (day number), known (is in the table of parties).
    ``history``: party (code), attribute, value, from_day, in the order of the first,
    second and last.
    ``products``: row number = product code; product_id, name, category, brand,
    supplier_id, price and cost in minor units, known.
    """

    connection: duckdb.DuckDBPyConnection
    lines: Mapping[str, str]
    offsets: Mapping[str, Offsets]
    parties: pa.Table
    history: pa.Table
    products: pa.Table
    counts: FactCounts


# Amounts are decimals without decimals: DuckDB sums them without overflow, and faster
# than integers.
LINE_COLUMNS: Mapping[str, str] = {
    "order_id": "VARCHAR",
    "line_no": "BIGINT",
    "sold_us": "BIGINT",
    "recorded_us": "BIGINT",
    "day": "INTEGER",
    "seller": "INTEGER",
    "buyer": "INTEGER",
    "product": "INTEGER",
    "quantity": "DECIMAL(18,0)",
    "amount": "DECIMAL(18,0)",
    "margin": "DECIMAL(38,0)",
    "channel": "VARCHAR",
    "returns_order_id": "VARCHAR",
}
