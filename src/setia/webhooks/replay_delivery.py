"""Send a message again, now, whatever became of it before."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.webhooks.events import WEBHOOK_REPLAYED
from setia.webhooks.models import Delivery, EndpointClosure, Waiting


def replay_delivery(delivery: Delivery, by: Actor) -> Waiting:
    """Let a delivery be attempted now; where that fails, on the schedule from its beginning.

    Where an attempt is under way it is the one that was asked for.

    Raises:
        NotPermitted: The actor may not manage webhooks.
        Refused: The endpoint is closed.
    """
    by.must("webhook.manage")
    with transaction.atomic():
        locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if EndpointClosure.objects.filter(endpoint_id=locked.endpoint_id).exists():
            raise Refused([Problem("webhook.endpoint_closed")])
        waiting, _made = Waiting.objects.update_or_create(
            delivery=locked, defaults={"due_at": now(), "tries": 0}
        )
        record_event(
            WEBHOOK_REPLAYED,
            by,
            ("delivery", locked.message_id),
            {"message": locked.message_id, "host": locked.endpoint.host},
        )
    return waiting
