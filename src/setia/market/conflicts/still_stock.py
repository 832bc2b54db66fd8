"""Stock that does not move while a target asks for more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from setia.market.rules import Rules

WEEK = timedelta(days=7)
TENTH = Decimal("0.1")
FEWEST_STILL_WEEKS = 4
"""From how many weeks on without any sale stock is told as dead, whatever there is of it."""


@dataclass(frozen=True)
class Shelf:
    """A product on a party's shelves: what was last counted, and what went before it.

    ``sold_milli`` is what the party sold on between ``since`` and the last count: from the
    count before, what came in and the last count, where there are two; else from its own sales
    that we know. Below 0 where the counts do not fit what we sold them: nothing can be told.
    """

    party: int
    product: int
    stock_milli: int
    counted_at: datetime
    since: datetime
    sold_milli: int

    @property
    def weeks(self) -> int:
        """Return how many whole weeks were looked at."""
        return (self.counted_at - self.since) // WEEK

    @property
    def weeks_left(self) -> Decimal | None:
        """Return for how many weeks the stock lasts at this pace; none where none is sold."""
        if self.sold_milli <= 0:
            return None
        seconds = int((self.counted_at - self.since).total_seconds())
        week = int(WEEK.total_seconds())
        left = Decimal(self.stock_milli * seconds) / (self.sold_milli * week)
        return left.quantize(TENTH, ROUND_DOWN)


@dataclass(frozen=True)
class Pressed:
    """A target that asks a party for more: of which program, and how much more of what."""

    program: str
    lacking: Decimal
    measure: str


@dataclass(frozen=True)
class StillStock:
    """Stock that sits still, and the target that asks for more of it all the same."""

    shelf: Shelf
    pressed: Pressed


def sold_on(first_milli: int, came_in_milli: int, last_milli: int) -> int:
    """Return what was sold on between two counts; below 0 where they do not fit together."""
    return first_milli + came_in_milli - last_milli


def sits_still(shelf: Shelf, rules: Rules) -> bool:
    """Tell whether there is stock for more weeks than the rules allow."""
    if shelf.stock_milli <= 0 or shelf.sold_milli < 0:
        return False
    left = shelf.weeks_left
    if left is None:
        return shelf.weeks >= FEWEST_STILL_WEEKS
    return left > rules.still_weeks


def still_stock(
    shelves: Iterable[Shelf], pressed: Mapping[int, Pressed], rules: Rules
) -> list[StillStock]:
    """Return the stock that sits still at parties whom a target presses, dead stock first."""
    found = [
        StillStock(one, pressed[one.party])
        for one in shelves
        if one.party in pressed and sits_still(one, rules)
    ]
    return sorted(found, key=_most_still)


def _most_still(one: StillStock) -> tuple[Decimal, int, int]:
    left = one.shelf.weeks_left
    return (-(Decimal(10**6) if left is None else left), one.shelf.party, one.shelf.product)
