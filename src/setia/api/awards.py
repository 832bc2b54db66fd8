"""Awards: the provisional standing of programs, and why somebody gets what they get."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Query, Router, Schema
from pydantic import Field

from setia.api.pages import PageQuery, next_link, read_cursor
from setia.api.programs import program_of
from setia.api.token import Token, actor_at
from setia.api.values import Day
from setia.awards.explain_award import explain_award
from setia.awards.provisional import provisional
from setia.awards.standing import Asked, Row, rows_of
from setia.core.actor import Actor
from setia.core.errors import NotFound
from setia.core.permissions import Reach
from setia.people.models import Party
from setia.people.resolve_code import resolve_code

router = Router(tags=["awards"])


class AwardOut(Schema):
    """One party in one window of a program, and what it gets for it so far."""

    program: str
    window_from: date
    window_to: date | None
    order: str = Field(description="Where each order is awarded on its own.")
    party: str
    measure: str | None
    tier: int | None
    place: int | None
    amount: str = Field(examples=["25000.00"])
    status: str


class AwardPage(Schema):
    """One page of awards, as of a moment; `behind` while a newer standing is computed."""

    as_of: datetime
    behind: bool
    count: int
    items: list[AwardOut]
    next: str | None = Field(description="The address of the next page.")


class AwardQuery(PageQuery):
    """Which awards."""

    window: Day | None = Field(None, description="The first day of a window.")
    paid_only: bool = Field(default=False, description="Leave out who gets nothing yet.")


class PartyAwardQuery(AwardQuery):
    """Whose awards."""

    party: str = Field(max_length=64)


class WindowQuery(Schema):
    """Which award of a party."""

    window: Day = Field(description="The first day of the window.")
    order: str = Field("", max_length=64)


class ConditionOut(Schema):
    """One condition, and whether it holds."""

    text: str
    kept: bool


class StepOut(Schema):
    """One step from the reward to the award."""

    name: str
    amount: str


class PartOut(Schema):
    """One sale line, and which part of the award it carries."""

    order_id: str
    line_no: int
    basis: str
    amount: str


class ExplanationOut(Schema):
    """The award told from the sum down to the sale lines, in the caller's language."""

    title: str
    about: str
    known: str
    headline: str
    facts: list[str]
    conditions: list[ConditionOut]
    steps: list[StepOut]
    why: list[str]
    parts: list[PartOut]
    rest: str
    total: str


@router.get("/programs/{code}/awards", auth=Token("award.see"), response=AwardPage)
def list_of_program(
    request: HttpRequest, code: str, asked: Query[AwardQuery]
) -> dict[str, Any]:
    """List the provisional awards of one program, the largest first."""
    program = program_of(code)
    seen = codes_seen(actor_at(request))
    return _page(request, Asked(program.code, asked.window, seen, asked.paid_only), asked)


@router.get("/awards", auth=Token("award.see"), response=AwardPage)
def list_ofparty_of(request: HttpRequest, asked: Query[PartyAwardQuery]) -> dict[str, Any]:
    """List the provisional awards of one party in all programs, the largest first."""
    party = party_of(asked.party, actor_at(request))
    return _page(request, Asked(None, asked.window, [party.code], asked.paid_only), asked)


@router.get(
    "/programs/{code}/awards/{party}", auth=Token("award.see"), response=ExplanationOut
)
def explain(
    request: HttpRequest, code: str, party: str, asked: Query[WindowQuery]
) -> dict[str, Any]:
    """Explain one award down to its sale lines."""
    program = program_of(code)
    known = party_of(party, actor_at(request)).code
    standing = provisional().standing
    language: Literal["id", "en"] = "en" if get_language() == "en" else "id"
    tale = explain_award(standing, program.code, known, asked.window, asked.order, language)
    return asdict(tale)


def _page(request: HttpRequest, which: Asked, asked: PageQuery) -> dict[str, Any]:
    """Return a page of the last standing; its cursor counts rows."""
    start = read_cursor(asked.after, 1)[0] if asked.after else 0
    now = provisional()
    found = rows_of(now.standing, which, "-amount", max(start, 0), asked.limit)
    beyond = max(start, 0) + asked.limit
    following = next_link(request, [beyond]) if beyond < found.count else None
    return {
        "as_of": now.standing.at,
        "behind": now.behind,
        "count": found.count,
        "items": [_told(row) for row in found.rows],
        "next": following,
    }


def party_of(code: str, by: Actor) -> Party:
    """Return a party by its code, old codes too, as far as the actor may see it.

    Raises:
        NotFound: There is none.
    """
    party = resolve_code(code)
    if party is None or not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", code)
    return party


def codes_seen(by: Actor) -> list[str] | None:
    """Return the codes of whom an actor may see; None where that is everybody."""
    if by.reach == Reach.ALL:
        return None
    return list(Party.objects.visible_to(by).values_list("code", flat=True))


def _told(row: Row) -> dict[str, Any]:
    told = asdict(row)
    told["order"] = told.pop("order_id")
    told["amount"] = f"{row.amount:f}"
    told["measure"] = None if row.measure is None else f"{row.measure:f}"
    return told
