"""Do an act once for each Idempotency-Key, however often a caller repeats it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from setia.api.problem_details import Refusal
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.sales.models import Arrival
from setia.sales.models.arrival import ArrivalKind

MOST = 120
HEADER: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Names this request, so that its repetition changes nothing.",
    "schema": {
        "type": "string",
        "pattern": "^[!-~]{1,120}$",
        "examples": ["8e03978e-40d5-43e8-bc93-6894a57f9324"],
    },
}
OPTIONAL_HEADER = {**HEADER, "required": False}


@dataclass(frozen=True)
class Done:
    """What an act answered, and whether this is only a repetition of it."""

    answer: Mapping[str, Any]
    replayed: bool


def key_of(request: HttpRequest, *, needed: bool) -> str:
    """Return the key that the caller sent.

    Raises:
        Refusal: It is missing where it is needed, or has a form that no key has.
    """
    key = request.headers.get("Idempotency-Key", "")
    visible = all("!" <= one <= "~" for one in key)
    sent = "Idempotency-Key" in request.headers
    if len(key) > MOST or not visible or (not key and (needed or sent)):
        raise Refusal(400, "key.missing", "Idempotency-Key")
    return key


def once(
    request: HttpRequest, by: Actor, noun: str, act: Callable[[], Mapping[str, Any]]
) -> Done:
    """Do an act and keep its answer under the key, in one transaction.

    Without a key it is simply done. Of two that come at once the slower waits for the
    database and then finds the answer of the faster.

    Raises:
        Conflict: The key was used for another body.
    """
    key = key_of(request, needed=False)
    if not key:
        return Done(act(), replayed=False)
    source, digest = f"api {noun} {by.id}", hashlib.sha256(request.body).hexdigest()
    earlier = Arrival.objects.filter(source=source, key=key)
    if (found := earlier.first()) is not None:
        return _replayed(found, digest)
    try:
        with transaction.atomic():
            arrival = Arrival.objects.create(
                kind=ArrivalKind.API,
                source=source,
                key=key,
                digest=digest,
                at=now(),
                by=by.name,
            )
            answer = act()
            Arrival.objects.filter(pk=arrival.pk).update(
                answer=json.loads(json.dumps(answer))
            )
    except IntegrityError:
        found = earlier.first()
        if found is None:
            raise
        return _replayed(found, digest)
    return Done(answer, replayed=False)


def tell_replayed(response: HttpResponse, *, replayed: bool) -> None:
    """Mark an answer that was given before."""
    if replayed:
        response["Idempotency-Replayed"] = "true"


def _replayed(arrival: Arrival, digest: str) -> Done:
    if arrival.digest != digest:
        raise Conflict("arrival.key_reused")
    return Done(arrival.answer or {}, replayed=True)
