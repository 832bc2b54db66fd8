"""Whom somebody would visit on a day: asked for, overdue, due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from setia.core.models import User
from setia.core.permissions import Reach
from setia.people.actor_of import actor_of
from setia.people.models import Party
from setia.visits.distance import Point
from setia.visits.due import Known, known_on
from setia.visits.models import Why
from setia.visits.places import known_places

MINUTES_OF_AN_ASK = 30
"""How long a visit takes to somebody whom no rule is about."""


@dataclass(frozen=True)
class Wanted:
    """A visit that is wanted: to whom, why, since when due, for how long, worth which detour."""

    party: int
    why: Why
    due_on: date
    minutes: int
    worth: int
    rank: str
    last_at: datetime | None
    point: Point | None


def wanted_by(user: User, day: date) -> list[Wanted]:
    """Return whom somebody would visit on a day, what is worth most and waits longest first.

    Those who are assigned to them, or whose relationship they own; for a salesperson also
    whoever in their territory is nobody's.
    """
    actor = actor_of(user)
    parties = Party.objects.visible_to(actor).standing()
    takes_free = actor.reach == Reach.TERRITORY
    mine = [
        one
        for one in known_on(day, parties)
        if one.visitor == user.pk or (one.visitor is None and takes_free)
    ]
    due = [(one, why) for one in mine if (why := one.why_on(day)) is not None]
    places = known_places([one.party for one, _ in due])
    wanted = [_wanted(one, why, places.get(one.party)) for one, why in due]
    return sorted(wanted, key=lambda one: (-one.worth, one.due_on, one.party))


def _wanted(one: Known, why: Why, point: Point | None) -> Wanted:
    if one.due_on is None:
        raise ValueError(one.party)
    return Wanted(
        party=one.party,
        why=why,
        due_on=one.due_on,
        minutes=MINUTES_OF_AN_ASK if one.rule is None else one.rule.minutes,
        worth=one.worth_on(why),
        rank=one.rank,
        last_at=one.last_at,
        point=point,
    )
