"""Choices of rewards: made, sent, handed over, cancelled."""

from __future__ import annotations

from datetime import date, datetime
from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.once import OPTIONAL_HEADER, once, tell_replayed
from setia.api.pages import PageQuery, page_of
from setia.api.rewards import points
from setia.api.token import Token, actor_at
from setia.api.values import Day, money
from setia.closing.models import Award
from setia.core.actor import Actor
from setia.core.errors import NotFound, Problem, Refused
from setia.people.resolve_code import resolve_code
from setia.programs.models import Program
from setia.rewards.cancel_choice import cancel_choice
from setia.rewards.choose_reward import Wanted, choose_for_points, choose_reward
from setia.rewards.confirm_handover import Proof, confirm_handover
from setia.rewards.fulfil_choice import Sending, fulfil_choice
from setia.rewards.menus import newest_menu
from setia.rewards.models import Choice, MenuItem
from setia.rewards.state import state_of_choice

router = Router(tags=["rewards"])
MOST = 2**63 - 1
AMOUNT = Field(examples=["100000.00"])


class ChoiceIn(Incoming):
    """Which reward, for a piece of an `award`, or for points of a `party` in a `program`."""

    reward: str = Field(min_length=1, max_length=60)
    award: int | None = Field(None, ge=1, le=MOST)
    program: str = Field("", max_length=80)
    party: str = Field("", max_length=64)
    wish: str = Field("", max_length=300, description="A size, a colour or an address.")


class SendingIn(Incoming):
    """How it went out; of a card `reference` is only its last digits."""

    sent_on: Day
    how: str = Field(examples=["courier"])
    reference: str = Field("", max_length=60)
    note: str = Field("", max_length=300)


class HandoverIn(Incoming):
    """Who received it, and what they said or signed. Photos are brought in the office."""

    day: Day
    received_by: str = Field(min_length=1, max_length=150)
    words: str = Field(min_length=1, max_length=300)


class ReasonIn(Incoming):
    """Why it is taken back."""

    reason: str = Field(min_length=1, max_length=300)


class ChoiceOut(Schema):
    """What somebody chose, and how far it is."""

    id: int
    party: str
    program: str
    reward: str
    kind: str
    award: int | None
    points: str | None = Field(examples=["120"])
    worth: str = AMOUNT
    wish: str
    state: str
    chosen_at: datetime
    promised_on: date
    sent_on: date | None
    how: str
    reference: str
    handed_over_on: date | None


class ChoicePage(Schema):
    """One page of choices."""

    items: list[ChoiceOut]
    next: str | None = Field(description="The address of the next page.")


class ChoiceQuery(PageQuery):
    """Which choices."""

    party: str = Field("", max_length=64, description="The code of a party.")
    waiting_only: bool = Field(
        default=False, description="Only those that are not with the partner yet."
    )


@router.get("/reward-choices", auth=Token("reward.see"), response=ChoicePage)
def list_choices(request: HttpRequest, asked: Query[ChoiceQuery]) -> dict[str, Any]:
    """List choices in the order in which they were made."""
    rows = _choices(actor_at(request))
    if asked.party:
        rows = rows.filter(party__code=asked.party)
    if asked.waiting_only:
        rows = rows.waiting()
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(one) for one in found], "next": following}


@router.get("/reward-choices/{choice_id}", auth=Token("reward.see"), response=ChoiceOut)
def get_choice(request: HttpRequest, choice_id: int) -> dict[str, Any]:
    """Return one choice."""
    return _told(_choice(choice_id, actor_at(request)))


@router.post(
    "/reward-choices",
    auth=Token("reward.choose"),
    response={201: ChoiceOut, 200: ChoiceOut},
    openapi_extra={"parameters": [OPTIONAL_HEADER]},
)
def choose(request: HttpRequest, body: ChoiceIn, response: HttpResponse) -> Status[Any]:
    """Choose for a partner; money is owed at once, of anything else a piece is kept."""
    by = actor_at(request)
    done = once(request, by, "choice", lambda: {"id": _chosen(body, by).pk})
    tell_replayed(response, replayed=done.replayed)
    told = _told(_choice(done.answer["id"], by))
    return Status(200 if done.replayed else 201, told)


@router.post(
    "/reward-choices/{choice_id}/fulfilment",
    auth=Token("reward.fulfil"),
    response=ChoiceOut,
)
def fulfil(request: HttpRequest, choice_id: int, body: SendingIn) -> dict[str, Any]:
    """Tell that a reward is on its way; from now on the choice stands."""
    by = actor_at(request)
    sending = Sending(body.sent_on, body.how, body.reference, body.note)
    fulfil_choice(_choice(choice_id, by), sending, by)
    return _told(_choice(choice_id, by))


@router.post(
    "/reward-choices/{choice_id}/handover", auth=Token("reward.fulfil"), response=ChoiceOut
)
def hand_over(request: HttpRequest, choice_id: int, body: HandoverIn) -> dict[str, Any]:
    """Tell who received it, with their words."""
    by = actor_at(request)
    proof = Proof(body.day, body.received_by, body.words)
    confirm_handover(_choice(choice_id, by), proof, by)
    return _told(_choice(choice_id, by))


@router.post(
    "/reward-choices/{choice_id}/cancellation",
    auth=Token("reward.fulfil"),
    response=ChoiceOut,
)
def cancel(request: HttpRequest, choice_id: int, body: ReasonIn) -> dict[str, Any]:
    """Take a choice back: the piece is free, points come back."""
    by = actor_at(request)
    cancel_choice(_choice(choice_id, by), body.reason, by)
    return _told(_choice(choice_id, by))


def _chosen(body: ChoiceIn, by: Actor) -> Choice:
    key = f"api {token_hex(16)}"
    if body.award is not None:
        rows = Award.objects.select_related("payee", "program")
        award = rows.filter(pk=body.award).first()
        if award is None:
            raise _unknown("award", "award", body.award)
        item = _item(award.program, body.reward)
        return choose_reward(award, Wanted(item, key, body.wish), by)
    program = Program.objects.filter(code=body.program).first()
    if program is None:
        raise _unknown("program", "program", body.program)
    party = resolve_code(body.party)
    if party is None:
        raise _unknown("party", "party", body.party)
    item = _item(program, body.reward)
    return choose_for_points(party, Wanted(item, key, body.wish), by)


def _item(program: Program, code: str) -> MenuItem:
    menu = newest_menu(program)
    rows = MenuItem.objects.select_related("reward", "menu__program")
    found = rows.filter(menu=menu, reward__code=code).first()
    if found is None:
        raise Refused([Problem("reward.not_on_menu", "reward")])
    return found


def _unknown(kind: str, at: str, asked: object) -> Refused:
    return Refused([Problem(f"{kind}.unknown", at, {"asked": asked})])


def _choices(by: Actor) -> Any:  # noqa: ANN401 - a queryset with what is read along
    return Choice.objects.visible_to(by).with_records().select_related("spend")


def _choice(key: int, by: Actor) -> Choice:
    found: Choice | None = _choices(by).filter(pk=key).first() if 0 < key <= MOST else None
    if found is None:
        raise NotFound("choice", str(key))
    return found


def _told(choice: Choice) -> dict[str, Any]:
    sent = getattr(choice, "fulfilment", None)
    proof = getattr(choice, "proof", None)
    return {
        "id": choice.pk,
        "party": choice.party.code,
        "program": choice.item.menu.program.code,
        "reward": choice.reward.code,
        "kind": choice.reward.kind,
        "award": choice.award_id,
        "points": points(choice.spend.points_minor) if choice.spend else None,
        "worth": money(choice.worth_minor),
        "wish": choice.wish,
        "state": str(state_of_choice(choice)),
        "chosen_at": choice.at,
        "promised_on": choice.promised_on,
        "sent_on": sent.sent_on if sent else None,
        "how": sent.how if sent else "",
        "reference": sent.reference if sent else "",
        "handed_over_on": proof.day if proof else None,
    }
