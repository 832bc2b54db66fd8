"""Sale lines: amounts from prices, signs of returns, ids where a file has none."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from setia.intake.cleaning.cells import Wrong
from setia.intake.cleaning.shaped import Shaped, gathered
from setia.sales.drafts import MOST

CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
IDENTIFYING = (
    "sold_at",
    "seller",
    "buyer",
    "product",
    "quantity_milli",
    "amount_minor",
)


class SalesShape:
    """Brings pieces of a file to sale lines; remembers what it gave ids and numbers to."""

    def __init__(self) -> None:
        self._lines: Counter[str] = Counter()
        self._alike: Counter[str] = Counter()

    def shaped(self, numbers: Sequence[int], table: dict[str, list[Any]]) -> Shaped:
        """Return the columns of sale lines for a piece."""
        found = gathered(table)
        size = len(numbers)
        found.columns = {
            "quantity_milli": list(table.get("quantity", [None] * size)),
            "cost_minor": list(table.get("cost", [None] * size)),
            **{name: list(values) for name, values in table.items()},
        }
        _add_clock(found)
        _amounts(found, size)
        _turn_returns(found)
        self._name_orders(found, size)
        self._number_lines(found, size)
        return found

    def _name_orders(self, found: Shaped, size: int) -> None:
        """Where a file has no order numbers, each row is an order named after its content.

        The same file gives the same names, whenever it is read; of two rows that say the
        same the second is another sale.
        """
        if "order_id" in found.columns:
            _require(found, "order_id", size)
            return
        found.columns["order_id"] = [
            None if place in found.problems else self._name(found, place)
            for place in range(size)
        ]

    def _name(self, found: Shaped, place: int) -> str:
        said = [
            found.columns.get(name, [None] * (place + 1))[place] for name in IDENTIFYING
        ]
        digest = hashlib.sha256(repr(said).encode()).hexdigest()[:20]
        self._alike[digest] += 1
        return f"row-{digest}-{self._alike[digest]}"

    def _number_lines(self, found: Shaped, size: int) -> None:
        """Number lines within their order as they appear, where the file does not."""
        if "line_no" in found.columns:
            _require(found, "line_no", size)
            return
        numbers: list[int | None] = []
        for place, order in enumerate(found.columns["order_id"]):
            if place in found.problems or order is None:
                numbers.append(None)
                continue
            self._lines[order] += 1
            numbers.append(self._lines[order])
        found.columns["line_no"] = numbers


def _require(found: Shaped, name: str, size: int) -> None:
    for place in range(size):
        if found.columns[name][place] is None:
            found.refuse(place, name, Wrong("cell.missing", {}))


def _add_clock(found: Shaped) -> None:
    """Add a time that stands in a column of its own."""
    times = found.columns.get("sold_time")
    if times is None:
        return
    days = found.columns["sold_at"]
    for place, text in enumerate(times):
        clock = CLOCK.fullmatch(text) if isinstance(text, str) else None
        if clock is None or isinstance(days[place], Wrong):
            continue
        hour, minute, second = (int(part or 0) for part in clock.groups())
        if hour < 24 and minute < 60 and second < 60:
            days[place] += timedelta(hours=hour, minutes=minute, seconds=second)


def _amounts(found: Shaped, size: int) -> None:
    """Take the amount as it stands, or quantity times price less discount, exactly."""
    nothing = [None] * size
    stated = found.columns.get("amount", nothing)
    prices = found.columns.get("unit_price", nothing)
    discounts = found.columns.get("discount", nothing)
    amounts = []
    for place in range(size):
        amount = stated[place]
        if amount is None and place not in found.problems:
            amount = _of_price(found, place, prices[place], discounts[place])
        amounts.append(amount)
    found.columns["amount_minor"] = amounts


def _of_price(found: Shaped, place: int, price: Any, discount: Any) -> int | None:  # noqa: ANN401 - whole or None
    quantity = found.columns["quantity_milli"][place]
    if price is None or quantity is None:
        found.refuse(place, "amount", Wrong("cell.no_amount", {}))
        return None
    whole, rest = divmod(quantity * price, 1_000)
    if rest:
        found.refuse(place, "amount", Wrong("cell.too_many_decimals", {"places": 2}))
        return None
    amount: int = whole - (discount or 0)
    if abs(amount) > MOST:
        found.refuse(place, "amount", Wrong("cell.too_large", {}))
    return amount


def _turn_returns(found: Shaped) -> None:
    """Give a row that says it is a return its sign, whichever way the file writes it."""
    kinds = found.columns.get("row_kind")
    if kinds is None:
        return
    for place, kind in enumerate(kinds):
        if kind != "return" or place in found.problems:
            continue
        for name in ("quantity_milli", "amount_minor", "cost_minor"):
            value = found.columns[name][place]
            if value is not None:
                found.columns[name][place] = -abs(value)
