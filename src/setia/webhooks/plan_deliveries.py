"""Turn what is new in the trail into deliveries.

Nobody tells this room that something happened: it looks. The trail's entries follow one
another also where many processes write (its head is locked until an act ends), so that a
number that can be seen has every smaller number before it, and a cursor passes nothing over.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction

from setia.core.clock import now
from setia.core.models import TrailEntry
from setia.webhooks.models import Delivery, Endpoint, TrailCursor, Waiting
from setia.webhooks.published import PUBLISHED

MOST_ENTRIES = 200
"""How many entries one transaction turns into deliveries, so that it holds nobody up."""


def plan_deliveries(at: datetime | None = None) -> int:
    """Plan a delivery for each endpoint that wants one; return how many were planned.

    It may be done by any number of workers at once: the cursor is locked, and moves in the
    transaction of what it passes.
    """
    if _end_of_trail() <= _cursor():
        # Looked at without a lock, so that a quiet hour stands in no writer's way.
        return 0
    with transaction.atomic():
        cursor = _locked_cursor()
        # In this order: whoever was added before the end of the trail is seen, so that
        # nothing after an endpoint's adding is passed without it.
        end = _end_of_trail()
        endpoints = list(Endpoint.objects.standing())
        entries = _entries(cursor.number, end, endpoints)
        planned = [
            _delivery(endpoint, entry, at or now())
            for entry in entries
            for endpoint in endpoints
            if _wants(endpoint, entry)
        ]
        Delivery.objects.bulk_create(planned)
        Waiting.objects.bulk_create(
            Waiting(delivery=one, due_at=one.created_at) for one in planned
        )
        reached = entries[-1].number if len(entries) == MOST_ENTRIES else end
        TrailCursor.objects.filter(pk=1).update(number=max(cursor.number, reached))
    return len(planned)


def _cursor() -> int:
    return TrailCursor.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def _locked_cursor() -> TrailCursor:
    TrailCursor.objects.get_or_create(pk=1, defaults={"number": 0})
    return TrailCursor.objects.select_for_update().get(pk=1)


def _end_of_trail() -> int:
    numbers = TrailEntry.objects.order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def _entries(after: int, end: int, endpoints: Sequence[Endpoint]) -> list[TrailEntry]:
    """Return entries that are published and that somebody may want, in their order."""
    if not endpoints:
        return []
    first = max(after, min(one.from_number for one in endpoints))
    rows = TrailEntry.objects.filter(
        number__gt=first, number__lte=end, act__in=list(PUBLISHED)
    )
    return list(rows.order_by("number")[:MOST_ENTRIES])


def _wants(endpoint: Endpoint, entry: TrailEntry) -> bool:
    return entry.number > endpoint.from_number and endpoint.wants(PUBLISHED[entry.act].type)


def _delivery(endpoint: Endpoint, entry: TrailEntry, at: datetime) -> Delivery:
    return Delivery(
        endpoint=endpoint,
        number=entry.number,
        message_id=f"msg_{secrets.token_hex(16)}",
        type=PUBLISHED[entry.act].type,
        body=body_of(entry),
        created_at=at,
    )


def body_of(entry: TrailEntry) -> str:
    """Return the text that tells of an act: its parameters, never what was before or after."""
    told = {
        "type": PUBLISHED[entry.act].type,
        "timestamp": entry.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "data": {
            "about": {"kind": entry.about_kind, "id": entry.about_id},
            "number": entry.number,
            "params": entry.params,
        },
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
