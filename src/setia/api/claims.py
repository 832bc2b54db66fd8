"""Claims to suppliers: raised, read, and the money that comes in for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import HEADER, OPTIONAL_HEADER, key_of, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import Day, Minor, Month, money
from setia.claims.models import Claim
from setia.claims.raise_claims import raise_claims
from setia.claims.receive_claim import MOST_REFERENCE, Money, receive_claim
from setia.claims.state import Standing, standing_of, standings_of
from setia.core.actor import Actor
from setia.core.errors import NotFound

router = Router(tags=["claims"])
State = Literal[
    "raised",
    "sent",
    "accepted",
    "disputed",
    "part_received",
    "received",
    "written_off",
    "withdrawn",
]


class MonthIn(Incoming):
    """Up to which month is claimed; it must be final."""

    month: Month


class ReceiptIn(Incoming):
    """Money of a supplier, on the day that the bank tells."""

    day: Day
    amount: Minor
    reference: str = Field("", max_length=MOST_REFERENCE)


class ClaimOut(Schema):
    """A claim: what was asked, what came in, what was given up, what is open."""

    number: str
    supplier: str
    month: str = Field(examples=["2026-10"])
    unit: str
    amount: str = Field(examples=["90000.00"])
    received: str
    written_off: str
    open: str
    state: State
    raised_at: datetime
    sent_at: datetime | None


class ReceiptOut(Schema):
    """Money that came in for a claim."""

    day: date
    amount: str
    reference: str


class LineOut(Schema):
    """One change of an award's part; `belongs_to` is the month that it concerns."""

    program: str
    window_from: date
    order: str | None
    party: str
    belongs_to: str = Field(examples=["2026-10"])
    amount: str


class ClaimWholeOut(ClaimOut):
    """A claim with the money that came in for it and everything that it contains."""

    receipts: list[ReceiptOut]
    lines: list[LineOut]


class ClaimPage(Schema):
    """One page of claims."""

    items: list[ClaimOut]
    next: str | None = Field(description="The address of the next page.")


class ClaimList(Schema):
    """The claims that were raised, none where there was nothing new."""

    items: list[ClaimOut]


class ClaimQuery(PageQuery):
    """Which claims."""

    supplier: str = Field("", max_length=64)


@router.get("/claims", auth=Token("claim.see"), response=ClaimPage)
def list_claims(request: HttpRequest, asked: Query[ClaimQuery]) -> dict[str, Any]:
    """List claims in the order in which they were raised."""
    rows = Claim.objects.visible_to(actor_at(request)).select_related("supplier")
    if asked.supplier:
        rows = rows.filter(supplier__code=asked.supplier)
    found, following = page_of(request, rows, asked, "pk")
    return {"items": _all_told(found), "next": following}


@router.get("/claims/{number}", auth=Token("claim.see"), response=ClaimWholeOut)
def get_claim(request: HttpRequest, number: str) -> dict[str, Any]:
    """Return one claim with everything that it contains."""
    return _whole(claim_of(number, actor_at(request)))


@router.post(
    "/claims",
    auth=Token("claim.write"),
    response={201: ClaimList, 200: ClaimList},
    openapi_extra={"parameters": [OPTIONAL_HEADER]},
)
def raise_all(request: HttpRequest, body: MonthIn, response: HttpResponse) -> Status[Any]:
    """Raise the claims of a final month; asked for again, only what is new: mostly nothing."""
    by = actor_at(request)
    done = once(
        request,
        by,
        "claims",
        lambda: {"numbers": [one.number for one in raise_claims(body.month, by)]},
    )
    tell_replayed(response, replayed=done.replayed)
    numbers = done.answer["numbers"]
    rows = Claim.objects.filter(number__in=numbers).select_related("supplier")
    told = {"items": _all_told(list(rows.order_by("pk")))}
    return Status(201 if numbers and not done.replayed else 200, told)


@router.post(
    "/claims/{number}/receipts",
    auth=Token("claim.write"),
    response={201: ClaimWholeOut, 200: ClaimWholeOut},
    openapi_extra={"parameters": [HEADER]},
)
def receive(
    request: HttpRequest, number: str, body: ReceiptIn, response: HttpResponse
) -> Status[Any]:
    """Record money: 201 the first time, 200 with `Idempotency-Replayed: true` after that."""
    by, key = actor_at(request), key_of(request, needed=True)
    claim = claim_of(number, by)
    came = Money(f"api {by.id} {key}", body.day, body.amount, body.reference)
    done = once(
        request,
        by,
        f"claim {claim.pk}",
        lambda: {"id": receive_claim(claim, came, by).pk},
    )
    tell_replayed(response, replayed=done.replayed)
    return Status(200 if done.replayed else 201, _whole(claim_of(number, by)))


def claim_of(number: str, by: Actor) -> Claim:
    """Return a claim by its number.

    Raises:
        NotFound: There is none, as far as the actor may see.
    """
    rows = Claim.objects.visible_to(by).select_related("supplier")
    claim = rows.filter(number=number).first()
    if claim is None:
        raise NotFound("claim", number)
    return claim


def _whole(claim: Claim) -> dict[str, Any]:
    lines = claim.lines.select_related("award__program", "award__party").order_by("pk")
    return {
        **_told(claim, standing_of(claim)),
        "receipts": [
            {"day": one.day, "amount": money(one.amount_minor), "reference": one.reference}
            for one in claim.receipts.all()
        ],
        "lines": [
            {
                "program": one.award.program.code,
                "window_from": one.award.window_from,
                "order": one.award.order_id or None,
                "party": one.award.party.code,
                "belongs_to": f"{one.home_month:%Y-%m}",
                "amount": money(one.amount_minor),
            }
            for one in lines
        ],
    }


def _all_told(claims: list[Claim]) -> list[dict[str, Any]]:
    standings = standings_of(claims)
    return [_told(one, standings[one.pk]) for one in claims]


def _told(claim: Claim, standing: Standing) -> dict[str, Any]:
    return {
        "number": claim.number,
        "supplier": claim.supplier.code,
        "month": f"{claim.month:%Y-%m}",
        "unit": claim.unit,
        "amount": money(claim.amount_minor),
        "received": money(standing.received_minor),
        "written_off": money(standing.written_off_minor),
        "open": money(standing.open_minor),
        "state": str(standing.state),
        "raised_at": claim.raised_at,
        "sent_at": standing.sent.at if standing.sent else None,
    }
