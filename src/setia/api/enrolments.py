"""Enrolments: who joined a program that asks for it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from setia.api.forms import Incoming
from setia.api.pages import PageQuery, page_of
from setia.api.token import Token, actor_at
from setia.core.actor import Actor
from setia.core.errors import NotFound, Problem, Refused
from setia.people.models import Party
from setia.people.resolve_code import resolve_code
from setia.programs.ask_opt_in import newest_opt_in
from setia.programs.join_program import enrolment_of, join_program, withdraw_enrolment
from setia.programs.models import Enrolment, Program, Way
from setia.programs.seen_programs import seen_programs

router = Router(tags=["enrolments"])


class OptInOut(Schema):
    """The terms of joining: until when, and the text that one agrees to."""

    program: str
    number: int
    until: date
    text_id: str
    text_en: str


class EnrolmentIn(Incoming):
    """Who joins, and the number of the terms that they read."""

    party: str = Field(min_length=1, max_length=64)
    terms: int = Field(ge=1, le=2**31 - 1)


class EnrolmentOut(Schema):
    """Somebody who takes part."""

    program: str
    party: str
    terms: int
    way: str
    joined_at: datetime


class EnrolmentPage(Schema):
    """One page of enrolments."""

    items: list[EnrolmentOut]
    next: str | None = Field(description="The address of the next page.")


@router.get("/programs/{code}/opt-in", auth=Token("program.see"), response=OptInOut)
def get_opt_in(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the terms of joining that hold; 404 where nobody has to join."""
    terms = newest_opt_in(_program(code, actor_at(request)))
    if terms is None:
        raise NotFound("opt_in", code)
    names = ("number", "until", "text_id", "text_en")
    return {"program": code, **{name: getattr(terms, name) for name in names}}


@router.get(
    "/programs/{code}/enrolments", auth=Token("program.see"), response=EnrolmentPage
)
def list_enrolments(
    request: HttpRequest, code: str, asked: Query[PageQuery]
) -> dict[str, Any]:
    """List who takes part, in the order in which they joined."""
    by = actor_at(request)
    rows = Enrolment.objects.visible_to(by).standing().filter(program=_program(code, by))
    rows = rows.select_related("program", "party", "opt_in")
    found, following = page_of(request, rows, asked, "pk")
    return {"items": [_told(one) for one in found], "next": following}


@router.post(
    "/programs/{code}/enrolments", auth=Token("program.join"), response=EnrolmentOut
)
def join(request: HttpRequest, code: str, body: EnrolmentIn) -> dict[str, Any]:
    """Let a party take part; joining again changes nothing."""
    by = actor_at(request)
    program, party = _program(code, by), _party(body.party)
    return _told(join_program(program, party, by, Way.API, body.terms))


@router.post(
    "/programs/{code}/enrolments/{party}/withdrawal",
    auth=Token("program.join"),
    response=EnrolmentOut,
)
def withdraw(request: HttpRequest, code: str, party: str) -> dict[str, Any]:
    """Let a party no longer take part, as long as one may join."""
    by = actor_at(request)
    who = resolve_code(party)
    found = enrolment_of(_program(code, by), who) if who else None
    if found is None:
        raise NotFound("enrolment", party)
    withdraw_enrolment(found, by)
    return _told(found)


def _program(code: str, by: Actor) -> Program:
    found = seen_programs(by).filter(code=code).first()
    if found is None:
        raise NotFound("program", code)
    return found


def _party(code: str) -> Party:
    found = resolve_code(code)
    if found is None:
        raise Refused([Problem("party.unknown", "party", {"asked": code})])
    return found


def _told(one: Enrolment) -> dict[str, Any]:
    return {
        "program": one.program.code,
        "party": one.party.code,
        "terms": one.opt_in.number,
        "way": one.way,
        "joined_at": one.at,
    }
