"""Let another program know what happens; its secret is shown once."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.models import TrailEntry
from setia.core.record_event import record_event
from setia.webhooks.address import checked_ips, target_of
from setia.webhooks.events import WEBHOOK_ADDED
from setia.webhooks.models import Endpoint, Secret
from setia.webhooks.published import TYPES

PREFIX = "whsec_"
MOST_DESCRIPTION = 200


def add_endpoint(
    url: str, by: Actor, *, description: str = "", types: Iterable[str] = ()
) -> tuple[Endpoint, str]:
    """Create an endpoint and return it with its secret; no types are all of them.

    It is told what happens from now on.

    Raises:
        NotPermitted: The actor may not manage webhooks.
        Refused: The address may not be called, or there is no such type.
    """
    by.must("webhook.manage")
    wanted = sorted(set(types))
    problems = [
        Problem("webhook.type_unknown", "types", {"type": one})
        for one in wanted
        if one not in TYPES
    ]
    if problems:
        raise Refused(problems)
    target = target_of(url.strip())
    checked_ips(target)
    secret = new_secret()
    with transaction.atomic():
        endpoint = Endpoint.objects.create(
            url=url.strip(),
            description=description.strip()[:MOST_DESCRIPTION],
            types=wanted,
            from_number=0,
            added_at=now(),
            added_by=by.name,
        )
        Secret.objects.create(
            endpoint=endpoint, text=secret, added_at=endpoint.added_at, added_by=by.name
        )
        entry = _recorded(endpoint, by)
        endpoint.from_number = entry.number
        endpoint.save(update_fields=["from_number"])
    return endpoint, secret


def new_secret() -> str:
    """Return a secret of 256 random bits in the form of Standard Webhooks."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def _recorded(endpoint: Endpoint, by: Actor) -> TrailEntry:
    return record_event(
        WEBHOOK_ADDED,
        by,
        ("webhook", endpoint.pk),
        {"host": endpoint.host},
        after={"host": endpoint.host, "types": endpoint.types},
    )
