"""Sale lines: booked in batches, once for each key; read back page by page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import HEADER, key_of, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import Code, Milli, Minor, Moment, money, quantity
from setia.core.actor import Actor
from setia.people.resolve_code import codes_to_ids, with_merged
from setia.sales.drafts import LineDraft
from setia.sales.models import SaleLine
from setia.sales.models.arrival import ArrivalKind
from setia.sales.record_lines import MOST_LINES, Delivery, record_lines

router = Router(tags=["sale lines"])


class SaleLineIn(Incoming):
    """One product on one order. A return has a negative quantity and amount."""

    order: Code
    line: int = Field(ge=0, le=2**31 - 1)
    sold_at: Moment
    seller: Code
    product: Code
    quantity: Milli
    amount: Minor = Field(description="After discounts, without tax.")
    buyer: str = Field("", max_length=64)
    cost: Minor | None = None
    channel: str = Field("", max_length=40)
    returns_order: str = Field("", max_length=64, description="The order that it undoes.")


class SaleLinesIn(Incoming):
    """Up to a thousand lines, booked all together or not at all."""

    lines: list[SaleLineIn] = Field(min_length=1, max_length=MOST_LINES)


class RecordedOut(Schema):
    """How many lines were new, and how many stood already with the same content."""

    new: int
    known: int


class SaleLineOut(Schema):
    """A booked line; `cost` is null for a token without the scope `product.cost`."""

    order: str
    line: int
    revision: int
    sold_at: datetime
    recorded_at: datetime
    seller: str
    buyer: str | None
    product: str
    quantity: str = Field(examples=["1.500"])
    amount: str = Field(examples=["25000.00"])
    cost: str | None
    channel: str
    returns_order: str
    standing: bool = Field(description="False where it was reversed by a correction.")


class SaleLinePage(Schema):
    """One page of sale lines."""

    items: list[SaleLineOut]
    next: str | None = Field(description="The address of the next page.")


class SaleLineQuery(PageQuery):
    """Which sale lines."""

    order: str = Field("", max_length=64)
    party: str = Field("", max_length=64, description="Sold or bought by this party.")
    sold_from: Moment | None = None
    sold_before: Moment | None = None
    recorded_since: Moment | None = None
    reversed: bool = Field(default=False, description="Also lines that were reversed.")


@router.post(
    "/sale-lines",
    auth=Token("sale.write"),
    response={201: RecordedOut, 200: RecordedOut},
    openapi_extra={"parameters": [HEADER]},
)
def book(request: HttpRequest, body: SaleLinesIn, response: HttpResponse) -> Status[Any]:
    """Book lines: 201 the first time, 200 with `Idempotency-Replayed: true` after that.

    Where anything is wrong nothing is booked, and everything that is wrong is told, line
    by line. A line that stands already with the same content is not booked again.
    """
    by = actor_at(request)
    delivery = Delivery(ArrivalKind.API, f"api {by.id}", key_of(request, needed=True))
    recorded = record_lines([_draft(one) for one in body.lines], delivery, by)
    tell_replayed(response, replayed=recorded.replayed)
    answer = {"new": recorded.new, "known": recorded.known}
    return Status(200 if recorded.replayed else 201, answer)


@router.get("/sale-lines", auth=Token("sale.see"), response=SaleLinePage)
def list_lines(request: HttpRequest, asked: Query[SaleLineQuery]) -> dict[str, Any]:
    """List sale lines in the order in which they were booked."""
    by = actor_at(request)
    rows = SaleLine.objects.visible_to(by).filter(_asked_for(asked))
    if not asked.reversed:
        rows = rows.standing()
    rows = rows.select_related("seller", "buyer", "product", "reversal")
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [told_line(row, by) for row in found], "next": following}


def _asked_for(asked: SaleLineQuery) -> Q:
    wanted = Q()
    if asked.order:
        wanted &= Q(order_id=asked.order)
    if asked.party:
        key = codes_to_ids([asked.party]).get(asked.party)
        mine = with_merged(key) if key is not None else frozenset[int]()
        wanted &= Q(seller__in=mine) | Q(buyer__in=mine)
    for name, value in (
        ("sold_at__gte", asked.sold_from),
        ("sold_at__lt", asked.sold_before),
        ("recorded_at__gte", asked.recorded_since),
    ):
        if value is not None:
            wanted &= Q(**{name: value})
    return wanted


def _draft(line: SaleLineIn) -> LineDraft:
    return LineDraft(
        order_id=line.order,
        line_no=line.line,
        sold_at=line.sold_at,
        seller=line.seller,
        product=line.product,
        quantity_milli=line.quantity,
        amount_minor=line.amount,
        buyer=line.buyer,
        cost_minor=line.cost,
        channel=line.channel,
        returns_order_id=line.returns_order,
    )


def told_line(line: SaleLine, by: Actor) -> dict[str, Any]:
    """Return a line as the API tells it."""
    cost = line.cost_minor if by.may("product.cost") else None
    return {
        "order": line.order_id,
        "line": line.line_no,
        "revision": line.revision,
        "sold_at": line.sold_at,
        "recorded_at": line.recorded_at,
        "seller": line.seller.code,
        "buyer": line.buyer.code if line.buyer else None,
        "product": line.product.code,
        "quantity": quantity(line.quantity_milli),
        "amount": money(line.amount_minor),
        "cost": None if cost is None else money(cost),
        "channel": line.channel,
        "returns_order": line.returns_order_id,
        "standing": not hasattr(line, "reversal"),
    }
