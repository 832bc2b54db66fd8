"""What the page of a program tells of its menu and of joining."""

from __future__ import annotations

from datetime import date
from typing import Any

from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party
from setia.programs.ask_opt_in import newest_opt_in
from setia.programs.invited import invited
from setia.programs.join_program import enrolment_of, may_join
from setia.programs.models import Enrolment, Program
from setia.programs.state import State
from setia.rewards.menus import dishes_of, given_by, newest_menu


def rewards_shown(
    program: Program, state: State, actor: Actor, day: date
) -> dict[str, Any]:
    """Return the menu that holds, the terms of joining, and what the reader may do."""
    menu = newest_menu(program)
    gives = given_by(program) in {"goods", "points"}
    return {
        "menu": menu,
        "dishes": dishes_of([menu])[menu.pk] if menu else (),
        "may_set_menu": gives and actor.may("reward.write"),
        **_joining(program, state, actor, day),
    }


def _joining(program: Program, state: State, actor: Actor, day: date) -> dict[str, Any]:
    terms = newest_opt_in(program)
    over = terms is not None and terms.until < day
    promised = state not in {State.DRAFT, State.LINTED, State.REJECTED}
    may_ask = actor.may("program.write") and (
        not over if terms is not None else not promised
    )
    shown: dict[str, Any] = {"terms": terms, "joining_over": over, "may_ask": may_ask}
    if terms is None:
        return shown
    if actor.reach == Reach.SELF:
        return shown | _own(program, actor)
    seen = Party.objects.visible_to(actor).values("pk")
    joined = Enrolment.objects.standing().filter(program=program, party__in=seen)
    return shown | {
        "joined_count": joined.count(),
        "asked_count": invited(program).filter(pk__in=seen).count(),
    }


def _own(program: Program, actor: Actor) -> dict[str, Any]:
    party = Party.objects.visible_to(actor).standing().first()
    if party is None:
        return {}
    enrolment = enrolment_of(program, party)
    mine = party if enrolment or may_join(program, party) else None
    return {"own_party": mine, "enrolment": enrolment}
