"""End a token at once."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.events import TOKEN_REVOKED
from setia.core.models import Integration, Revocation
from setia.core.record_event import record_event


def revoke_token(integration: Integration, by: Actor, reason: str = "") -> Revocation:
    """Record that a token no longer counts.

    Raises:
        NotPermitted: The actor may not manage integrations.
        Conflict: It was revoked already.
    """
    by.must("integration.manage")
    try:
        with transaction.atomic():
            revocation = Revocation.objects.create(
                integration=integration, at=now(), by=by.name, reason=reason
            )
            record_event(
                TOKEN_REVOKED,
                by,
                ("integration", integration.pk),
                {"integration": integration.name},
                after={"reason": reason},
            )
    except IntegrityError as error:
        raise Conflict("token.revoked_already", integration=integration.name) from error
    return revocation
