"""The board of a program, and the nearest step ahead of a party: provisional until it is over."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Query, Router, Schema
from pydantic import Field

from setia.api.awards import codes_seen, party_of
from setia.api.pages import PageQuery, next_link, read_cursor
from setia.api.programs import program_of
from setia.api.token import Token, actor_at
from setia.api.values import Day
from setia.awards.board import Asked, Standee, board_of, windows_on
from setia.awards.ladder import Rung
from setia.awards.next_step import next_step
from setia.awards.provisional import provisional
from setia.core.errors import NotFound

router = Router(tags=["awards"])


class RungOut(Schema):
    """A place, a goal or a tier: from where on, what it pays, and how many are there."""

    number: int
    threshold: str | None
    flat: str | None
    rate: str | None
    per_unit: str | None
    taken: int
    most: int | None = Field(description="How many can be there; null: any number.")
    who: list[str] = Field(description="Codes of those there whom you may see.")


class StandeeOut(Schema):
    """Where one party stands; `next` says what is lacking for more, in the caller's language."""

    party: str
    order: str = Field(description="Where each order is awarded on its own.")
    measure: str | None
    tier: int | None
    place: int | None
    goals_won: list[int]
    amount: str = Field(examples=["25000.00"])
    next: str


class StandingOut(Schema):
    """One page of the board of a window, the best first, as the engine placed them."""

    as_of: datetime
    behind: bool
    provisional: bool
    kind: Literal["ranking", "race", "tiers", "other"]
    measure: str
    unit: str
    window_from: date
    window_to: date | None
    ladder: list[RungOut]
    count: int
    items: list[StandeeOut]
    next: str | None = Field(description="The address of the next page.")


class StandingQuery(PageQuery):
    """Which window; without one the latest in which somebody stands."""

    window: Day | None = Field(None, description="The first day of a window.")


class StepQuery(Schema):
    """Of which window."""

    window: Day = Field(description="The first day of the window.")


class StepOut(Schema):
    """With `more` of `measure` sold, the award comes to `amount`, by `gain` more than now.

    `sold_for` is what the pieces were taken to sell for, where the award depends on that.
    """

    kind: Literal["condition", "tier", "step", "place", "goal"]
    more: str
    measure: str
    amount: str
    gain: str
    unit: str
    threshold: str | None
    place: int | None
    tier: int | None
    sold_for: str | None


class NextStepOut(Schema):
    """The nearest step ahead, as of a moment; null where more sales bring no step."""

    as_of: datetime
    step: StepOut | None


@router.get("/programs/{code}/standing", auth=Token("award.see"), response=StandingOut)
def show_standing(
    request: HttpRequest, code: str, asked: Query[StandingQuery]
) -> dict[str, Any]:
    """Show who stands where in a window of a program, the best first."""
    program, now = program_of(code), provisional()
    window = asked.window or _latest(windows_on(now.standing, program.code), code)
    start = max(read_cursor(asked.after, 1)[0], 0) if asked.after else 0
    seen = codes_seen(actor_at(request))
    which = Asked(window, seen, start, asked.limit)
    board = board_of(now.standing, program.code, which, _language())
    beyond = start + asked.limit
    return {
        "as_of": board.moment,
        "behind": now.behind,
        "provisional": not board.final,
        "kind": board.kind,
        "measure": board.measure,
        "unit": board.unit,
        "window_from": board.window_from,
        "window_to": board.window_to,
        "ladder": [_rung(one) for one in board.ladder],
        "count": board.count,
        "items": [_standee(one) for one in board.standees],
        "next": next_link(request, [beyond]) if beyond < board.count else None,
    }


@router.get(
    "/programs/{code}/next-step/{party}", auth=Token("award.see"), response=NextStepOut
)
def show_next_step(
    request: HttpRequest, code: str, party: str, asked: Query[StepQuery]
) -> dict[str, Any]:
    """Tell how much more gives a party how much more; the sum is evaluated, not estimated."""
    program = program_of(code)
    known = party_of(party, actor_at(request)).code
    standing = provisional().standing
    step = next_step(standing, program.code, known, asked.window)
    return {"as_of": standing.at, "step": None if step is None else _texts(asdict(step))}


def _latest(windows: list[tuple[date, date | None]], code: str) -> date:
    if not windows:
        raise NotFound("award", code)
    return windows[0][0]


def _language() -> Literal["id", "en"]:
    return "en" if get_language() == "en" else "id"


def _rung(rung: Rung) -> dict[str, Any]:
    return _texts(asdict(rung))


def _standee(standee: Standee) -> dict[str, Any]:
    return {
        "party": standee.party,
        "order": standee.order_id,
        "measure": None if standee.measure is None else f"{standee.measure:f}",
        "tier": standee.tier,
        "place": standee.place,
        "goals_won": standee.won,
        "amount": f"{standee.amount:f}",
        "next": standee.next,
    }


def _texts(told: dict[str, Any]) -> dict[str, Any]:
    """Write exact numbers as texts, which no reader rounds."""
    numbers = (
        "threshold",
        "flat",
        "rate",
        "per_unit",
        "more",
        "amount",
        "gain",
        "sold_for",
    )
    return {
        name: f"{value:f}" if name in numbers and value is not None else value
        for name, value in told.items()
    }
