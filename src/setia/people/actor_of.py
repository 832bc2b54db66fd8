"""Turn a log-in into the actor that verbs and pages ask about."""

from __future__ import annotations

from setia.core.actor import Actor, person
from setia.core.models import User
from setia.core.roles import Role
from setia.people.resolve_code import survivors, with_merged


def actor_of(user: User) -> Actor:
    """Return the actor of a log-in, with the parties it is and the territories it has."""
    territories = frozenset(user.territories.values_list("territory", flat=True))
    return person(
        user.pk,
        user.display_name,
        Role(user.role),
        party_ids=_party_ids(user.party_id),
        territories=territories,
    )


def _party_ids(party_id: int | None) -> frozenset[int]:
    """Return the party that counts today, and every one that was merged into it."""
    if party_id is None:
        return frozenset()
    return with_merged(survivors().get(party_id, party_id))
