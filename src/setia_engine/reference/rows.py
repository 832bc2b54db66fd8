"""The rows that go into an evaluation and the rows that come out of it.

Missing is ``None`` everywhere; empty text never stands for it. A time without an offset
is local time of the plan's zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Attribute = Literal["tier", "category", "territory", "parent_id"]
Status = Literal["provisional", "final"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of an order; a return has a negative quantity or amount."""

    order_id: str
    line_no: int
    sold_at: datetime
    recorded_at: datetime | None = None
    seller_id: str
    buyer_id: str | None = None
    product_id: str
    quantity: Decimal
    amount: Decimal
    cost: Decimal | None = None
    channel: str | None = None
    returns_order_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Party:
    """Someone who sells, buys or stands above a seller."""

    party_id: str
    role: str | None = None
    tier: str | None = None
    category: str | None = None
    territory: str | None = None
    parent_id: str | None = None
    joined_on: date | None = None
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """An attribute of a party from a day on; a missing value takes it away."""

    party_id: str
    attribute: Attribute
    value: str | None
    from_date: date


@dataclass(frozen=True, kw_only=True)
class Product:
    """What is sold; ``cost`` is that of one unit."""

    product_id: str
    category: str | None = None
    brand: str | None = None
    supplier_id: str | None = None
    price: Decimal | None = None
    cost: Decimal | None = None
    name: str | None = None


@dataclass(frozen=True)
class Facts:
    """All tables that plans run over."""

    lines: Sequence[Line] = ()
    parties: Sequence[Party] = ()
    history: Sequence[HistoryRow] = ()
    products: Sequence[Product] = ()


@dataclass(frozen=True, kw_only=True)
class Award:
    """What a party gets from a plan for a window (with ``every: order`` for an order)."""

    plan_id: str
    window_from: date
    window_to: date | None
    order_id: str | None
    party_id: str
    payee_id: str
    unit: str
    measure: Decimal
    tier: int | None
    place: int | None
    gross: Decimal
    amount: Decimal
    status: Status
    as_of: datetime


@dataclass(frozen=True, kw_only=True)
class ExplainedLine:
    """The part of an award that one sale line carries."""

    plan_id: str
    window_from: date
    order_id_of_window: str | None
    party_id: str
    order_id: str
    line_no: int
    basis: Decimal
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class FundedPart:
    """The part of an award that one funder bears."""

    plan_id: str
    window_from: date
    order_id: str | None
    party_id: str
    funder: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where an eligible party with counted lines stands, also one that gets nothing.

    ``failed`` are the conditions that do not hold, counted from 1; a missing measure or
    condition value is an undefined one; ``base`` is what growth is measured against.
    """

    plan_id: str
    window_from: date
    window_to: date | None
    order_id: str | None
    party_id: str
    measure: Decimal | None
    base: Decimal | None
    tier: int | None
    place: int | None
    gross: Decimal
    amount: Decimal
    failed: tuple[int, ...]
    condition_values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Evaluation:
    """Everything that one evaluation says, each table in its own order."""

    awards: tuple[Award, ...]
    explain: tuple[ExplainedLine, ...]
    funding: tuple[FundedPart, ...]
    standings: tuple[Standing, ...]
