"""Disputes: raised about an award, listed, answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import OPTIONAL_HEADER, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.api.values import Minor, money
from setia.closing.models import Award
from setia.core.actor import Actor
from setia.core.errors import NotFound, Problem, Refused
from setia.disputes.models import Dispute
from setia.disputes.raise_dispute import LONGEST, raise_dispute
from setia.disputes.settle_dispute import Decision, settle_dispute

router = Router(tags=["disputes"])
State = Literal["open", "accepted", "refused", "withdrawn"]


class DisputeIn(Incoming):
    """Which award, by the `award` of a line of a statement, and what is not right."""

    award: int = Field(ge=1, le=2**63 - 1)
    text: str = Field(min_length=1, max_length=LONGEST)


class AnswerIn(Incoming):
    """Why; with an amount to grant, or below 0 to charge, where it is accepted."""

    reason: str = Field(min_length=1, max_length=LONGEST)
    amount: Minor | None = None


class DisputeOut(Schema):
    """A dispute, and its answer where there is one."""

    id: int
    award: int
    program: str
    party: str
    state: State
    raised_at: datetime
    raised_by: str
    by_partner: bool
    text: str
    answer_due_on: date
    answered_at: datetime | None
    reason: str
    amount: str | None = Field(examples=["25000.00"])


class DisputePage(Schema):
    """One page of disputes."""

    items: list[DisputeOut]
    next: str | None = Field(description="The address of the next page.")


class DisputeQuery(PageQuery):
    """Which disputes."""

    open_only: bool = Field(default=False, description="Only those without an answer.")


@router.get("/disputes", auth=Token("dispute.see"), response=DisputePage)
def list_disputes(request: HttpRequest, asked: Query[DisputeQuery]) -> dict[str, Any]:
    """List disputes in the order in which they were raised."""
    rows = Dispute.objects.visible_to(actor_at(request)).with_records()
    if asked.open_only:
        rows = rows.standing()
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(row) for row in found], "next": following}


@router.post(
    "/disputes",
    auth=Token("dispute.raise"),
    response={201: DisputeOut, 200: DisputeOut},
    openapi_extra={"parameters": [OPTIONAL_HEADER]},
)
def raise_one(request: HttpRequest, body: DisputeIn, response: HttpResponse) -> Status[Any]:
    """Question an award; it is held back until the answer."""
    by = actor_at(request)
    done = once(request, by, "dispute", lambda: {"id": _raised(body, by).pk})
    tell_replayed(response, replayed=done.replayed)
    told = _told(_dispute(done.answer["id"], by))
    return Status(200 if done.replayed else 201, told)


@router.post(
    "/disputes/{dispute_id}/answer", auth=Token("dispute.settle"), response=DisputeOut
)
def answer(request: HttpRequest, dispute_id: int, body: AnswerIn) -> dict[str, Any]:
    """Answer a dispute that somebody else raised."""
    by = actor_at(request)
    settle_dispute(_dispute(dispute_id, by), Decision(body.reason, body.amount), by)
    return _told(_dispute(dispute_id, by))


def _raised(body: DisputeIn, by: Actor) -> Dispute:
    unknown = Refused([Problem("award.unknown", "award", {"asked": body.award})])
    award = Award.objects.select_related("payee", "program").filter(pk=body.award).first()
    if award is None:
        raise unknown
    try:
        return raise_dispute(award, body.text, by)
    except NotFound as error:
        raise unknown from error


def _dispute(key: int, by: Actor) -> Dispute:
    row = Dispute.objects.visible_to(by).with_records().filter(pk=key).first()
    if row is None:
        raise NotFound("dispute", str(key))
    return row


def _told(dispute: Dispute) -> dict[str, Any]:
    answered = getattr(dispute, "answer", None)
    adjustment = answered.adjustment if answered else None
    return {
        "id": dispute.pk,
        "award": dispute.award_id,
        "program": dispute.award.program.code,
        "party": dispute.payee.code,
        "state": _state(dispute),
        "raised_at": dispute.raised_at,
        "raised_by": dispute.raised_by,
        "by_partner": dispute.by_partner,
        "text": dispute.text,
        "answer_due_on": dispute.answer_due_on,
        "answered_at": answered.at if answered else None,
        "reason": answered.reason if answered else "",
        "amount": money(adjustment.amount_minor) if adjustment else None,
    }


def _state(dispute: Dispute) -> State:
    if hasattr(dispute, "withdrawal"):
        return "withdrawn"
    if dispute.is_open:
        return "open"
    return "accepted" if dispute.answer.accepted else "refused"
