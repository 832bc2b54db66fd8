"""Which series are somebody's business: a partner's what is for it, at work their territory's."""

from __future__ import annotations

from setia.coaching.models import Series
from setia.core.actor import Actor
from setia.core.permissions import Reach
from setia.people.models import Party


def seen_series(actor: Actor) -> list[Series]:
    """Return the series that somebody at work sees, with what their dates come from.

    Who works in some territories sees what is for these, and what is for all.
    """
    rows = Series.objects.with_records()
    if actor.reach != Reach.TERRITORY:
        return list(rows)
    mine = {"", *actor.territories}
    return [one for one in rows if mine & _territories(one)]


def series_for(party: Party) -> list[Series]:
    """Return the series of which some revision is for a party."""
    roles = roles_of(party)
    return [
        one
        for one in Series.objects.with_records()
        if any(row.is_for(party, roles) for row in one.revisions.all())
    ]


def roles_of(party: Party) -> frozenset[str]:
    """Return what a party is to the business, in all its roles."""
    more = party.extra_roles.values_list("role", flat=True)
    return frozenset({party.role, *more})


def _territories(series: Series) -> set[str]:
    return {row.territory for row in series.revisions.all()}


def meant_for(party: Party, series: list[Series]) -> set[int]:
    """Return the revisions that are for a party."""
    roles = roles_of(party)
    return {
        row.pk for one in series for row in one.revisions.all() if row.is_for(party, roles)
    }
