"""The door of every operation: a bearer token of an integration, and one of its scopes."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from setia.api.known_query import refuse_unknown
from setia.core.actor import Actor
from setia.core.errors import NotPermitted
from setia.core.integration_of import integration_of
from setia.core.permissions import PERMITTED


class Token(HttpBearer):
    """Let in a token that holds a permission of the table; ``permission`` tells which.

    There is no other way in: a session's cookie means nothing here, so that no page of
    somebody else can act with it.
    """

    def __init__(self, permission: str) -> None:
        PERMITTED[permission]
        self.permission = permission
        super().__init__()

    def authenticate(
        self,
        request: HttpRequest,
        token: str,
    ) -> Actor | None:
        """Return the actor of the token; nothing becomes the answer 401.

        Raises:
            NotPermitted: The token lacks the scope.
            Refused: The query names what the operation does not know.
        """
        actor = integration_of(token.strip())
        if actor is not None and not actor.may(self.permission):
            raise NotPermitted(self.permission)
        if actor is not None:
            refuse_unknown(request)
        return actor


def actor_at(request: HttpRequest) -> Actor:
    """Return the actor whom ``Token`` let in."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor
