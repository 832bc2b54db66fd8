"""Give an endpoint a new secret; the one before signs beside it for a day."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.webhooks.add_endpoint import new_secret
from setia.webhooks.events import WEBHOOK_SECRET_ROTATED
from setia.webhooks.models import Endpoint, EndpointClosure, Secret


def rotate_secret(endpoint: Endpoint, by: Actor) -> str:
    """Make a new secret and return it; it is shown once.

    Raises:
        NotPermitted: The actor may not manage webhooks.
        Refused: The endpoint is closed.
    """
    by.must("webhook.manage")
    secret = new_secret()
    with transaction.atomic():
        if EndpointClosure.objects.filter(endpoint=endpoint).exists():
            raise Refused([Problem("webhook.endpoint_closed")])
        Secret.objects.create(
            endpoint=endpoint, text=secret, added_at=now(), added_by=by.name
        )
        record_event(
            WEBHOOK_SECRET_ROTATED,
            by,
            ("webhook", endpoint.pk),
            {"host": endpoint.host},
        )
    return secret
