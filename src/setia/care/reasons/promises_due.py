"""A promise to somebody broke and nobody explained it yet, or it is about to break."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.timezone import localtime

from setia.care.reasons.found import Found, Looked
from setia.core.actor import system
from setia.core.clock import now
from setia.promises.due import about_to_break, broken
from setia.promises.models import Promise

AHEAD = timedelta(days=2)


def promises_due(looked: Looked) -> Iterator[Found]:
    """Find, for each party, the oldest broken promise, and the next that may break."""
    parties = list(looked.parties)
    late = broken(system()).filter(to__in=parties)
    near = about_to_break(system(), now() + AHEAD).filter(to__in=parties)
    for code, rows in (("promise_broken", late), ("promise_near", near)):
        seen: set[int] = set()
        for promise in rows:
            if promise.to_id not in seen:
                seen.add(promise.to_id)
                due = code == "promise_broken"
                yield Found(promise.to_id, code, _told(promise), due=due)


def _told(promise: Promise) -> dict[str, str | int]:
    delivery = getattr(promise, "delivery", None)
    named = delivery.order_id if delivery else promise.text or promise.ref
    day = localtime(promise.due_at).date()
    return {
        "promise": promise.kind,
        "promise_pk": promise.pk,
        "ref": named,
        "due_on": day.isoformat(),
    }
