"""Lines and credit: which sale lines exist, on which day each counts, and for whom.

Everything here is one plan's view: a local time means an instant of the plan's zone, a
return counts on the day that the plan's returns rule says, and the credited party is the
one that the plan rewards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from setia_engine.plan.document import Plan
from setia_engine.plan.filters import WEEKDAYS
from setia_engine.reference.directory import Directory
from setia_engine.reference.rows import Line, Product
from setia_engine.values.window import Window, window_holding


@dataclass(frozen=True)
class Sale:
    """A sale line as one plan counts it, credited to one party.

    ``day`` is its local date for every filter, history and window; ``instant`` its own
    place in time. ``window_order`` is the order that it belongs to with ``every: order``.
    """

    line: Line
    instant: datetime
    day: date
    party_id: str
    window: Window | None
    window_order: str | None
    quantity: Fraction
    amount: Fraction
    margin: Fraction | None
    attributes: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, int]:
        return self.line.order_id, self.line.line_no

    @property
    def moment(self) -> tuple[datetime, str, int]:
        """Its place among all lines: by instant, then order and line number."""
        return self.instant, *self.key


def sales_of(
    plan: Plan, lines: Iterable[Line], directory: Directory, as_of: datetime
) -> list[Sale]:
    """Return the lines known at ``as_of`` that earn somebody something, in time's order."""
    zone = ZoneInfo(plan.period.timezone)
    known = [
        (line, instant_of(line.sold_at, zone))
        for line in lines
        if instant_of(line.recorded_at or line.sold_at, zone) <= as_of
    ]
    order_days = days_of_orders(known, zone)
    sales = (
        sale_of(plan, line, instant, order_days, directory)
        for line, instant in known
        if not (is_return(line) and plan.returns == "ignore")
    )
    return sorted((sale for sale in sales if sale), key=lambda sale: sale.moment)


def instant_of(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant meant by a moment, local time of the zone if it has no offset.

    Of a repeated local time the first is meant; a skipped one moves forward by the gap.
    """
    meant = moment if moment.tzinfo else moment.replace(tzinfo=zone, fold=0)
    return meant.astimezone(UTC)


def days_of_orders(
    known: Sequence[tuple[Line, datetime]], zone: ZoneInfo
) -> dict[str, date]:
    """Return the local date of each order: that of its earliest known line."""
    earliest: dict[str, datetime] = {}
    for line, instant in known:
        earliest[line.order_id] = min(instant, earliest.get(line.order_id, instant))
    return {order: moment.astimezone(zone).date() for order, moment in earliest.items()}


def is_return(line: Line) -> bool:
    return line.quantity < 0 or line.amount < 0


def sale_of(
    plan: Plan,
    line: Line,
    instant: datetime,
    order_days: Mapping[str, date],
    directory: Directory,
) -> Sale | None:
    """Return the line on its day, for its credited party; nothing where there is none.

    Under ``restate`` a return counts on the day, or in the window, of the order it undoes.
    """
    zone = ZoneInfo(plan.period.timezone)
    order, day = line.order_id, instant.astimezone(zone).date()
    if plan.returns == "restate" and is_return(line):
        undone = line.returns_order_id
        if undone is not None and undone in order_days:
            order, day = undone, order_days[undone]
    party_id = credited_party(plan, line, day, directory)
    if party_id is None:
        return None
    product = directory.product(line.product_id)
    return Sale(
        line=line,
        instant=instant,
        day=day,
        party_id=party_id,
        window=window_holding(
            order_days[order] if plan.per_order else day,
            plan.period.window,
            plan.period.every,
        ),
        window_order=order if plan.per_order else None,
        quantity=Fraction(line.quantity),
        amount=Fraction(line.amount),
        margin=margin_of(line, product),
        attributes=attributes_of(line, day, party_id, product, directory),
    )


def credited_party(plan: Plan, line: Line, day: date, directory: Directory) -> str | None:
    """Return who earns on the line: its seller, its buyer or the seller's parent that day."""
    if plan.credit == "upline":
        return directory.value(line.seller_id, "parent_id", day)
    return line.seller_id if plan.credit == "seller" else line.buyer_id


def margin_of(line: Line, product: Product) -> Fraction | None:
    """Return amount − cost: the line's cost, else that of its units, else no margin."""
    if line.cost is not None:
        return Fraction(line.amount) - Fraction(line.cost)
    if product.cost is not None:
        return Fraction(line.amount) - Fraction(product.cost) * Fraction(line.quantity)
    return None


def attributes_of(
    line: Line, day: date, party_id: str, product: Product, directory: Directory
) -> dict[str, Any]:
    """Return what scopes and tables may ask of the line, as it was on its day.

    ``tier`` is the credited party's, ``age`` the days since that party joined.
    """
    joined_on = directory.party(party_id).joined_on
    buyer_role = directory.party(line.buyer_id).role if line.buyer_id else None
    buyer_tier = directory.value(line.buyer_id, "tier", day) if line.buyer_id else None
    return {
        "product": line.product_id,
        "category": product.category,
        "brand": product.brand,
        "supplier": product.supplier_id,
        "channel": line.channel,
        "weekday": WEEKDAYS[day.weekday()],
        "buyer_role": buyer_role,
        "buyer_tier": buyer_tier,
        "seller": line.seller_id,
        "buyer": line.buyer_id,
        "tier": directory.value(party_id, "tier", day),
        "age": None if joined_on is None else (day - joined_on).days,
    }
