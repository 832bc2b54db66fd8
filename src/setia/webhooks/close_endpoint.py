"""Stop telling another program what happens; what was sent stays in the log."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.webhooks.events import WEBHOOK_CLOSED
from setia.webhooks.models import Endpoint, EndpointClosure, Waiting


def close_endpoint(endpoint: Endpoint, by: Actor, reason: str = "") -> EndpointClosure:
    """Record that an endpoint is told nothing any more, and let nothing wait for it.

    Raises:
        NotPermitted: The actor may not manage webhooks.
        Conflict: It was closed already.
    """
    by.must("webhook.manage")
    try:
        with transaction.atomic():
            closure = EndpointClosure.objects.create(
                endpoint=endpoint, at=now(), by=by.name, reason=reason
            )
            Waiting.objects.filter(delivery__endpoint=endpoint).delete()
            record_event(
                WEBHOOK_CLOSED,
                by,
                ("webhook", endpoint.pk),
                {"host": endpoint.host},
                after={"reason": reason},
            )
    except IntegrityError as error:
        raise Conflict("webhook.closed_already") from error
    return closure
