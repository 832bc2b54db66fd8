"""Deliveries: promised for a day, listed, and what arrived of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.named import party_named, product_named
from setia.api.once import HEADER, key_of, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import Code, Day, Milli, quantity
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import NotFound
from setia.promises.models import Delivery
from setia.promises.note_arrival import LONGEST, Arrived, note_arrival
from setia.promises.promise_delivery import Goods, promise_delivery

router = Router(tags=["deliveries"])
State = Literal["due", "overdue", "kept", "late", "released"]


class DeliveryIn(Incoming):
    """What a party asked for and what it is promised; without a product the whole order."""

    order: Code
    party: Code
    product: str = Field("", max_length=64)
    requested_on: Day
    requested_quantity: Milli
    promised_on: Day
    promised_quantity: Milli


class ArrivalIn(Incoming):
    """How much of it arrived on which day."""

    on: Day
    quantity: Milli
    note: str = Field("", max_length=LONGEST)


class DeliveryOut(Schema):
    """A delivery with what arrived in all, and by each of the two days."""

    id: int
    order: str
    party: str
    product: str | None
    requested_on: date
    requested_quantity: str = Field(examples=["100.000"])
    promised_on: date
    promised_quantity: str = Field(examples=["80.000"])
    arrived_quantity: str = Field(examples=["80.000"])
    arrived_by_requested_day: str = Field(examples=["30.000"])
    arrived_by_promised_day: str = Field(examples=["80.000"])
    last_arrived_on: date | None
    state: State
    promised_at: datetime


class DeliveryPage(Schema):
    """One page of deliveries."""

    items: list[DeliveryOut]
    next: str | None = Field(description="The address of the next page.")


class DeliveryQuery(PageQuery):
    """Which deliveries."""

    order: str = Field("", max_length=64)
    open_only: bool = Field(default=False, description="Only those still to come.")


@router.get("/deliveries", auth=Token("delivery.see"), response=DeliveryPage)
def list_deliveries(request: HttpRequest, asked: Query[DeliveryQuery]) -> dict[str, Any]:
    """List deliveries in the order in which they were promised."""
    rows = _deliveries(actor_at(request))
    if asked.order:
        rows = rows.filter(order_id=asked.order)
    if asked.open_only:
        rows = rows.filter(promise__keeping=None, promise__release=None)
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row) for row in found], "next": following}


@router.post(
    "/deliveries",
    auth=Token("delivery.write"),
    response={201: DeliveryOut, 200: DeliveryOut},
    openapi_extra={"parameters": [HEADER]},
)
def promise_one(
    request: HttpRequest, body: DeliveryIn, response: HttpResponse
) -> Status[Any]:
    """Promise a delivery: 201 the first time, 200 for a repetition after that."""
    by = actor_at(request)
    key = key_of(request, needed=True)

    def act() -> dict[str, int]:
        goods = Goods(
            order_id=body.order,
            key=f"api {by.id} {key}",
            requested_on=body.requested_on,
            requested_milli=body.requested_quantity,
            promised_on=body.promised_on,
            promised_milli=body.promised_quantity,
            product=product_named(body.product) if body.product else None,
        )
        return {"id": promise_delivery(party_named(body.party), goods, by).pk}

    done = once(request, by, "delivery", act)
    tell_replayed(response, replayed=done.replayed)
    told = _told(_delivery(done.answer["id"], by))
    return Status(200 if done.replayed else 201, told)


@router.post(
    "/deliveries/{delivery_id}/arrivals",
    auth=Token("delivery.write"),
    response={201: DeliveryOut, 200: DeliveryOut},
    openapi_extra={"parameters": [HEADER]},
)
def arrive(
    request: HttpRequest, delivery_id: int, body: ArrivalIn, response: HttpResponse
) -> Status[Any]:
    """Note what arrived; what completes the promised quantity keeps the promise."""
    by = actor_at(request)
    key = key_of(request, needed=True)
    delivery = _delivery(delivery_id, by)

    def act() -> dict[str, int]:
        arrived = Arrived(body.on, body.quantity, f"api {by.id} {key}", body.note)
        return {"id": note_arrival(delivery, arrived, by).delivery_id}

    done = once(request, by, "delivery arrival", act)
    tell_replayed(response, replayed=done.replayed)
    told = _told(_delivery(done.answer["id"], by))
    return Status(200 if done.replayed else 201, told)


def _deliveries(by: Actor) -> Any:  # noqa: ANN401 - rows with more columns
    rows: Any = Delivery.objects.visible_to(by).measured()
    return rows.select_related("to", "product", "promise__keeping", "promise__release")


def _delivery(key: int, by: Actor) -> Any:  # noqa: ANN401 - as above
    row = _deliveries(by).filter(pk=key).first()
    if row is None:
        raise NotFound("promised_delivery", str(key))
    return row


def _told(row: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    return {
        "id": row.pk,
        "order": row.order_id,
        "party": row.to.code,
        "product": row.product.code if row.product else None,
        "requested_on": row.requested_on,
        "requested_quantity": quantity(row.requested_milli),
        "promised_on": row.promised_on,
        "promised_quantity": quantity(row.promised_milli),
        "arrived_quantity": quantity(row.arrived_milli),
        "arrived_by_requested_day": quantity(row.by_requested_milli),
        "arrived_by_promised_day": quantity(row.by_promised_milli),
        "last_arrived_on": row.arrived_on,
        "state": _state(row),
        "promised_at": row.at,
    }


def _state(row: Any) -> State:  # noqa: ANN401 - as above
    promise = row.promise
    if hasattr(promise, "keeping"):
        return "kept" if promise.keeping.at <= promise.due_at else "late"
    if hasattr(promise, "release"):
        return "released"
    return "overdue" if promise.due_at < now() else "due"
