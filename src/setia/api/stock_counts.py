"""Counts of stock, as distributors report what they have on their shelves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.named import party_named, product_named
from setia.api.once import HEADER, key_of, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import Code, Milli, Moment, quantity
from setia.core.actor import Actor
from setia.core.errors import Problem, Refused
from setia.market.models import Source, StockSeen
from setia.market.observe_stock import LONGEST_NOTE, Counted, observe_stock

router = Router(tags=["stock counts"])
MOST_COUNTS = 500


class StockCountIn(Incoming):
    """How much of a product a party had, and when that was counted; 0 where none was left."""

    party: Code
    product: Code
    quantity: Milli
    counted_at: Moment
    note: str = Field("", max_length=LONGEST_NOTE)


class StockCountsIn(Incoming):
    """Up to five hundred counts, noted all together or not at all."""

    counts: list[StockCountIn] = Field(min_length=1, max_length=MOST_COUNTS)


class StockCountsOut(Schema):
    """How many counts were noted."""

    noted: int


class StockCountOut(Schema):
    """A count that was noted."""

    id: int
    party: str
    product: str
    quantity: str = Field(examples=["120.000"])
    counted_at: datetime
    source: str
    note: str


class StockCountPage(Schema):
    """One page of counts."""

    items: list[StockCountOut]
    next: str | None = Field(description="The address of the next page.")


class StockCountQuery(PageQuery):
    """Which counts."""

    party: str = Field("", max_length=64)


@router.get("/stock-counts", auth=Token("market.see"), response=StockCountPage)
def list_counts(request: HttpRequest, asked: Query[StockCountQuery]) -> dict[str, Any]:
    """List counts in the order in which they were noted."""
    rows = StockSeen.objects.visible_to(actor_at(request))
    if asked.party:
        rows = rows.filter(party__code=asked.party)
    rows = rows.select_related("party", "product")
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row) for row in found], "next": following}


@router.post(
    "/stock-counts",
    auth=Token("market.write"),
    response={201: StockCountsOut, 200: StockCountsOut},
    openapi_extra={"parameters": [HEADER]},
)
def report(
    request: HttpRequest, body: StockCountsIn, response: HttpResponse
) -> Status[Any]:
    """Note counts: 201 the first time, 200 for a repetition after that."""
    by, key = actor_at(request), key_of(request, needed=True)

    def act() -> dict[str, int]:
        with transaction.atomic():
            for number, one in enumerate(body.counts):
                _note(number, one, key, by)
        return {"noted": len(body.counts)}

    done = once(request, by, "stock counts", act)
    tell_replayed(response, replayed=done.replayed)
    return Status(200 if done.replayed else 201, dict(done.answer))


def _note(number: int, one: StockCountIn, key: str, by: Actor) -> None:
    """Note one count; what is wrong with it is told at its place."""
    place = f"counts.{number}"
    party = party_named(one.party, f"{place}.party")
    product = product_named(one.product, f"{place}.product")
    counted = Counted(
        party,
        product,
        one.quantity,
        one.counted_at,
        Source.REPORT,
        one.note,
        f"api {by.id} {key} {number}",
    )
    try:
        observe_stock(counted, by)
    except Refused as refused:
        raise Refused(
            [
                Problem(problem.code, f"{place}.{problem.at}", problem.params)
                for problem in refused.problems
            ]
        ) from refused


def _told(row: StockSeen) -> dict[str, Any]:
    return {
        "id": row.pk,
        "party": row.party.code,
        "product": row.product.code,
        "quantity": quantity(row.quantity_milli),
        "counted_at": row.at,
        "source": row.source,
        "note": row.note,
    }
