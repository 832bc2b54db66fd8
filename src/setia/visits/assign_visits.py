"""Say who visits somebody, from a day on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import NotFound, Problem, Refused
from setia.core.models import User
from setia.core.record_event import record_event
from setia.core.roles import Role
from setia.people.models import Party
from setia.visits.events import VISITOR_ASSIGNED
from setia.visits.models import Assignment

VISITORS = frozenset({Role.OWNER, Role.CHANNEL_MANAGER, Role.SALESPERSON, Role.SUPPORT})
"""Who may be sent: everybody who may make visits."""


def assign_visits(party: Party, user: User | None, from_day: date, by: Actor) -> Assignment:
    """Let somebody visit a party from a day on; nobody in particular where none is named.

    Raises:
        NotPermitted: The actor may not say who visits whom.
        NotFound: The party is not theirs to see.
        Refused: The day is over, or the person cannot visit.
    """
    by.must("visit.rule")
    if not Party.objects.visible_to(by).filter(pk=party.pk).exists():
        raise NotFound("party", str(party.pk))
    if from_day < today(settings.TIME_ZONE):
        raise Refused([Problem("visit.day_past", "from_day")])
    if user is not None and Role(user.role) not in VISITORS:
        raise Refused([Problem("visit.visitor_unknown", "user")])
    with transaction.atomic():
        made = Assignment.objects.create(
            party=party, user=user, from_day=from_day, recorded_at=now(), by=by.name
        )
        after = {"user": user.username if user else "", "from": from_day.isoformat()}
        about = ("party", party.pk)
        record_event(VISITOR_ASSIGNED, by, about, {"party": party.name}, after=after)
    return made


def visitors_on(day: date, parties: Collection[int] | None = None) -> dict[int, int | None]:
    """Return who was named to visit whom on a day; whom nobody was named for is not in it."""
    rows = Assignment.objects.filter(from_day__lte=day).order_by("from_day", "pk")
    if parties is not None:
        rows = rows.filter(party__in=parties)
    return dict(rows.values_list("party", "user"))
