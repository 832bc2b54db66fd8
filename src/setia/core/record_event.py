"""Write one act into the trail; part of the act's own transaction, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.events import EventKind
from setia.core.models import TrailEntry, TrailHead
from setia.core.seal import FIRST, seal_of


def record_event(
    kind: EventKind,
    by: Actor,
    about: tuple[str, object],
    params: Mapping[str, Any] | None = None,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> TrailEntry:
    """Append an entry: the act, its actor, what it was about, before and after.

    ``about`` is the kind of thing and its id; ``params`` fills the kind's sentence beside
    ``actor``. The head of the trail is locked until the caller's transaction ends, so that
    entries of two processes follow one another.

    Raises:
        RuntimeError: There is no transaction; an act and its trail stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded inside the transaction of its act")
    head = _locked_head()
    columns = {
        "number": head.count + 1,
        "at": now(),
        "actor_kind": str(by.kind),
        "actor_id": by.id,
        "actor_name": by.name,
        "act": kind.code,
        "about_kind": about[0],
        "about_id": str(about[1]),
        "params": _json(params or {}),
        "before": _json(before),
        "after": _json(after),
        "previous_seal": head.seal,
    }
    entry = TrailEntry.objects.create(**columns, seal=seal_of(columns))
    TrailHead.objects.filter(pk=1).update(count=entry.number, seal=entry.seal)
    return entry


def _locked_head() -> TrailHead:
    head = TrailHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        TrailHead.objects.get_or_create(pk=1, defaults={"count": 0, "seal": FIRST})
        head = TrailHead.objects.select_for_update().get(pk=1)
    return head


def _json(value: Mapping[str, Any] | None) -> Any:  # noqa: ANN401 - any JSON value
    """Bring a mapping to what the database gives back, so that its seal can be remade."""
    if value is None:
        return None
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
