"""Whom a series is for, as a list of parties."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from setia.coaching.models import SeriesRevision
from setia.core.actor import Actor
from setia.people.models import Party
from setia.people.models.party import PartyRole

PARTNERS = (
    PartyRole.DISTRIBUTOR,
    PartyRole.RESELLER,
    PartyRole.OUTLET,
    PartyRole.SALESPERSON,
)
"""Whom "everybody" means: those who sell with us."""


def invited_parties(revision: SeriesRevision, actor: Actor) -> QuerySet[Party]:
    """Return those of whom an actor may see, for whom a series is."""
    rows = Party.objects.visible_to(actor).standing()
    roles = [revision.role] if revision.role else [str(one) for one in PARTNERS]
    # A subquery, since a join with the extra roles would name somebody twice.
    extra = Party.objects.filter(extra_roles__role__in=roles).values("pk")
    rows = rows.filter(Q(role__in=roles) | Q(pk__in=extra))
    if revision.category:
        rows = rows.filter(category=revision.category)
    if revision.territory:
        rows = rows.filter(territory=revision.territory)
    return rows
