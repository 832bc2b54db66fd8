"""Find who a token belongs to."""

from __future__ import annotations

import hmac
from datetime import timedelta

from django.db import OperationalError, connection
from django.db.models import Q

from setia.core.actor import Actor, integration
from setia.core.clock import now
from setia.core.models import Integration
from setia.core.token_digest import token_digest

NOTED_EVERY = timedelta(minutes=1)


def integration_of(token: str) -> Actor | None:
    """Return the actor of a token, or nothing where it is unknown or revoked.

    The token is looked up by its digest, and digests are compared in constant time, so the
    time of an answer tells nothing about a token.
    """
    digest = token_digest(token)
    found = Integration.objects.filter(token_digest=digest, revocation=None).first()
    if found is None or not hmac.compare_digest(found.token_digest, digest):
        return None
    _note_use(found)
    return integration(found.pk, found.name, frozenset(found.scopes))


def _note_use(used: Integration) -> None:
    """Write down that the token was used, at most once a minute, and never wait for it."""
    at = now()
    if used.last_used_at is not None and at - used.last_used_at < NOTED_EVERY:
        return
    stale = Q(last_used_at=None) | Q(last_used_at__lt=at - NOTED_EVERY)
    rows = Integration.objects.filter(stale, pk=used.pk)
    if connection.vendor != "sqlite":
        rows.update(last_used_at=at)
        return
    # A reader must not stand in the queue of writers, say behind a large import.
    with connection.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            rows.update(last_used_at=at)
        except OperationalError:
            return
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience:d}")
