"""What came in between two points of reading, by order; and the lines of orders as they stood.

An order is looked at with those it undoes and those that undo it: a line can move others to
another day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import Q

from setia.people.models import Party
from setia.people.resolve_code import survivors
from setia.sales.mirror.cursor import Cursor
from setia.sales.models import SaleLine

AT_ONCE = 500
One = TypeVar("One")
SALE_LINES = pa.schema(
    {
        "order_id": pa.string(),
        "line_no": pa.int64(),
        "sold_at": pa.timestamp("us", "UTC"),
        "recorded_at": pa.timestamp("us", "UTC"),
        "seller_id": pa.string(),
        "buyer_id": pa.string(),
        "product_id": pa.string(),
        "quantity": pa.decimal128(18, 3),
        "amount": pa.decimal128(18, 2),
        "cost": pa.decimal128(18, 2),
        "channel": pa.string(),
        "returns_order_id": pa.string(),
    }
)
"""The sale lines of the data contract, as the mirror lays them down."""


def orders_between(before: Cursor, reached: Cursor) -> frozenset[str]:
    """Return the orders of which a line was booked or reversed, and those around them."""
    new = Q(pk__gt=before.line, pk__lte=reached.line)
    gone = Q(reversal__pk__gt=before.reversal, reversal__pk__lte=reached.reversal)
    found: set[str] = set()
    for one in (new, gone):
        found |= set(SaleLine.objects.filter(one).values_list("order_id", flat=True))
    return frozenset(found | _around(found))


def _around(orders: Collection[str]) -> set[str]:
    """Return the orders that these undo, and those that undo one of these."""
    found: set[str] = set()
    for some in _parts(orders):
        undoing = SaleLine.objects.filter(order_id__in=some).exclude(returns_order_id="")
        found |= set(undoing.values_list("returns_order_id", flat=True))
        undone = SaleLine.objects.filter(returns_order_id__in=some)
        found |= set(undone.values_list("order_id", flat=True))
    return found


def moments_of(orders: Collection[str], reached: Cursor) -> frozenset[datetime]:
    """Return when anything of these orders was sold, also what was reversed since."""
    found: set[datetime] = set()
    for some in _parts(orders):
        rows = SaleLine.objects.filter(order_id__in=some, pk__lte=reached.line)
        found |= set(rows.values_list("sold_at", flat=True))
    return frozenset(found)


def write_orders(orders: Collection[str], reached: Cursor, folder: Path) -> None:
    """Write the lines of orders that stood at a point of reading, as the mirror would."""
    rows = [row for some in _parts(orders) for row in _standing(some, reached)]
    codes = _codes({row["seller_id"] for row in rows} | {row["buyer_id"] for row in rows})
    told = [
        row
        | {
            "seller_id": codes[row["seller_id"]],
            "buyer_id": codes.get(row["buyer_id"]),
            "product_id": row["product__code"],
            "quantity": Decimal(row["quantity_milli"]).scaleb(-3),
            "amount": Decimal(row["amount_minor"]).scaleb(-2),
            "cost": _money(row["cost_minor"]),
            "channel": row["channel"] or None,
            "returns_order_id": row["returns_order_id"] or None,
        }
        for row in rows
    ]
    pq.write_table(pa.Table.from_pylist(told, SALE_LINES), folder / "sale_lines.parquet")


def _standing(orders: Collection[str], reached: Cursor) -> Iterator[dict[str, Any]]:
    stood = Q(reversal=None) | Q(reversal__pk__gt=reached.reversal)
    rows = SaleLine.objects.filter(stood, order_id__in=orders, pk__lte=reached.line)
    yield from rows.values(
        *("order_id", "line_no", "sold_at", "recorded_at", "seller_id", "buyer_id"),
        *("product__code", "quantity_milli", "amount_minor", "cost_minor", "channel"),
        "returns_order_id",
    )


def _codes(keys: Collection[object]) -> dict[object, str]:
    """Return the codes that count today: of who was merged, that of the one who was kept."""
    ends = survivors()
    ids = {key: ends.get(key, key) for key in keys if isinstance(key, int)}
    found: dict[int, str] = {}
    for some in _parts(set(ids.values())):
        found |= dict(Party.objects.filter(pk__in=some).values_list("pk", "code"))
    return {key: found[end] for key, end in ids.items()}


def _money(minor: object) -> Decimal | None:
    return Decimal(minor).scaleb(-2) if isinstance(minor, int) else None


def _parts(found: Collection[One]) -> Iterator[list[One]]:
    """Cut a collection so that a statement never has too many values."""
    whole = list(found)
    for start in range(0, len(whole), AT_ONCE):
        yield whole[start : start + AT_ONCE]
