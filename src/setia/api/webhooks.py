"""Deliveries of webhooks: their log, and sending one again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.once import OPTIONAL_HEADER, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.core.errors import NotFound
from setia.webhooks.models import Delivery
from setia.webhooks.replay_delivery import replay_delivery

router = Router(tags=["webhooks"])
State = Literal["waiting", "delivered", "given_up", "closed"]


class AttemptOut(Schema):
    """One time that a message was sent; without a status where no answer came."""

    at: datetime
    status: int | None
    error: str
    duration_ms: int


class DeliveryOut(Schema):
    """A message for one webhook; `id` is what it carries as `webhook-id`."""

    id: str
    type: str
    webhook: int
    number: int = Field(description="The number of the act in the trail.")
    state: State
    created_at: datetime
    next_attempt_at: datetime | None
    attempts: list[AttemptOut]


class DeliveryPage(Schema):
    """One page of deliveries."""

    items: list[DeliveryOut]
    next: str | None = Field(description="The address of the next page.")


class DeliveryQuery(PageQuery):
    """Which deliveries."""

    state: State | None = None


@router.get("/webhook-deliveries", auth=Token("webhook.manage"), response=DeliveryPage)
def list_deliveries(request: HttpRequest, asked: Query[DeliveryQuery]) -> dict[str, Any]:
    """List deliveries in the order in which they were planned."""
    every = Delivery.objects.all()
    rows = every.in_state(asked.state) if asked.state else every.with_state()
    rows = rows.select_related("waiting").prefetch_related("attempts")
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row) for row in found], "next": following}


@router.post(
    "/webhook-deliveries/{id}/replays",
    auth=Token("webhook.manage"),
    response={201: DeliveryOut, 200: DeliveryOut},
    openapi_extra={"parameters": [OPTIONAL_HEADER]},
)
def replay(
    request: HttpRequest,
    id: str,
    response: HttpResponse,
) -> Status[Any]:
    """Send a message again, under its id and with its body, whatever became of it."""
    by, delivery = actor_at(request), _delivery(id)

    def act() -> dict[str, Any]:
        replay_delivery(delivery, by)
        return {"id": id}

    done = once(request, by, f"replay of {delivery.pk}", act)
    tell_replayed(response, replayed=done.replayed)
    return Status(200 if done.replayed else 201, _told(_delivery(id)))


def _delivery(message_id: str) -> Delivery:
    """Return a delivery by the id of its message.

    Raises:
        NotFound: There is none.
    """
    rows = Delivery.objects.with_state().select_related("waiting")
    found = rows.filter(message_id=message_id).first()
    if found is None:
        raise NotFound("delivery", message_id)
    return found


def _told(delivery: Any) -> dict[str, Any]:  # noqa: ANN401 - its state is added by a query
    waits = delivery.state == "waiting"
    return {
        "id": delivery.message_id,
        "type": delivery.type,
        "webhook": delivery.endpoint_id,
        "number": delivery.number,
        "state": delivery.state,
        "created_at": delivery.created_at,
        "next_attempt_at": delivery.waiting.due_at if waits else None,
        "attempts": [
            {name: getattr(one, name) for name in ("at", "status", "error", "duration_ms")}
            for one in delivery.attempts.all()
        ],
    }
