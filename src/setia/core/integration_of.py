"""Find who a token belongs to."""

from __future__ import annotations

import hmac

from setia.core.actor import Actor, integration
from setia.core.models import Integration
from setia.core.token_digest import token_digest


def integration_of(token: str) -> Actor | None:
    """Return the actor of a token, or nothing where it is unknown or revoked.

    The token is looked up by its digest, and digests are compared in constant time, so the
    time of an answer tells nothing about a token.
    """
    digest = token_digest(token)
    found = Integration.objects.filter(token_digest=digest, revocation=None).first()
    if found is None or not hmac.compare_digest(found.token_digest, digest):
        return None
    return integration(found.pk, found.name, frozenset(found.scopes))
