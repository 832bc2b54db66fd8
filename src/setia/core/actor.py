"""Who acts: who signed in, an integration, the holder of a link, a partner, Setia itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from setia.core.errors import NotPermitted
from setia.core.permissions import PERMITTED, REACH, Reach
from setia.core.roles import Role


class ActorKind(StrEnum):
    """What sort of actor."""

    USER = "user"
    INTEGRATION = "integration"
    SYSTEM = "system"
    LINK = "link"
    PARTNER = "partner"


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, with what they may do and whose rows they see.

    ``party_ids`` is the party that a partner or supplier is, with everybody merged into it;
    ``territories`` are those of a salesperson.
    """

    kind: ActorKind
    id: int
    name: str
    role: Role
    permissions: frozenset[str]
    reach: Reach
    party_ids: frozenset[int] = frozenset()
    territories: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Return who somebody is, so that a second person can be told from the first."""
        return f"{self.kind} {self.id}"

    def may(self, permission: str) -> bool:
        """Tell whether the table permits this; an unknown permission is a mistake.

        Raises:
            KeyError: There is no such permission.
        """
        return bool(PERMITTED[permission]) and permission in self.permissions

    def must(self, permission: str) -> None:
        """Refuse to go on without a permission.

        Raises:
            NotPermitted: The actor lacks it.
        """
        if not self.may(permission):
            raise NotPermitted(permission)


def permissions_of(role: Role) -> frozenset[str]:
    """Return everything that a role may do."""
    return frozenset(name for name, roles in PERMITTED.items() if role in roles)


def person(
    user_id: int,
    name: str,
    role: Role,
    *,
    party_ids: frozenset[int] = frozenset(),
    territories: frozenset[str] = frozenset(),
) -> Actor:
    """Return the actor that a signed-in person is."""
    return Actor(
        ActorKind.USER,
        user_id,
        name,
        role,
        permissions_of(role),
        REACH[role],
        party_ids,
        territories,
    )


def integration(token_id: int, name: str, scopes: frozenset[str]) -> Actor:
    """Return the actor that a token of an integration is: its scopes, over all rows."""
    return Actor(ActorKind.INTEGRATION, token_id, name, Role.OWNER, scopes, Reach.ALL)


def holder_of_link(
    link_id: int, name: str, party_ids: frozenset[int], permissions: frozenset[str]
) -> Actor:
    """Return the actor that somebody is who opened a link given to a partner."""
    return Actor(
        ActorKind.LINK, link_id, name, Role.PARTNER, permissions, Reach.SELF, party_ids
    )


def partner(
    party_id: int, name: str, party_ids: frozenset[int], permissions: frozenset[str]
) -> Actor:
    """Return the actor that a partner is at its own pages."""
    return Actor(
        ActorKind.PARTNER,
        party_id,
        name,
        Role.PARTNER,
        permissions,
        Reach.SELF,
        party_ids,
    )


def system(name: str = "Setia") -> Actor:
    """Return the actor for what the command line or a job does on the owner's behalf."""
    return Actor(
        ActorKind.SYSTEM, 0, name, Role.OWNER, permissions_of(Role.OWNER), Reach.ALL
    )
