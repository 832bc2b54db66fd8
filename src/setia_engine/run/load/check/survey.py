"""What has to be known about all sale lines before the first of them is laid down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from setia_engine.run.load.read.reading_rules import DAY_US, END_US
from setia_engine.values.numbers import MINOR, THOUSANDTHS, scaled
from setia_engine.values.zone import microseconds

# With amounts up to here a margin stays within 64 bits: 2 × 10^14 × 1,000, or a product.
SMALL_AMOUNT = 10**14
SMALL_PRODUCT = 4 * 10**18

# The calendar of the values ends here; no zone changes its clocks in the days after.
LAST_LAID_OUT = END_US - 6 * DAY_US

AMOUNTS = {"amount": MINOR, "cost": MINOR, "quantity": THOUSANDTHS}
ASKED = (
    *(
        f"{end}({moment})"
        for end in ("min", "max")
        for moment in ("sold_at", "recorded_at")
    ),
    *(f"max(abs({name}))" for name in AMOUNTS),
)
"""What a survey asks of each group of files while it is checked."""


@dataclass(frozen=True)
class Survey:
    """The span of time that the lines cover, and the largest amounts, in whole units."""

    earliest: int
    latest: int
    largest_amount: int
    largest_quantity: int

    def over(self, span: tuple[datetime, datetime] | None) -> Survey:
        """Return the same survey over at least a span of time."""
        if span is None:
            return self
        begin, end = (microseconds(moment) for moment in span)
        return replace(
            self, earliest=min(self.earliest, begin), latest=max(self.latest, end)
        )

    def small(self, product_cost: int) -> bool:
        """Tell whether every margin can be computed within 64 bits."""
        largest = max(self.largest_amount, self.largest_quantity)
        return (
            largest <= SMALL_AMOUNT
            and self.largest_quantity * product_cost <= SMALL_PRODUCT
        )


def survey_of(answers: Sequence[tuple[Any, ...]]) -> Survey:
    """Put together what was answered for each group of files."""
    moments = [moment for row in answers for moment in row[:4] if moment is not None]
    amounts = {
        name: max((row[place] or 0 for row in answers), default=0)
        for place, name in enumerate(AMOUNTS, start=4)
    }
    largest = {name: scaled(value, AMOUNTS[name]) for name, value in amounts.items()}
    return Survey(
        earliest=min(moments, default=0),
        latest=min(max(moments, default=0), LAST_LAID_OUT),
        largest_amount=max(largest["amount"], largest["cost"]),
        largest_quantity=largest["quantity"],
    )
