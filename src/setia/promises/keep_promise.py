"""Note what became of a promise: kept, excused after it broke, or no longer needed."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from setia.alerts.end_alert import let_pass
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.promises.events import PROMISE_EXCUSED, PROMISE_KEPT, PROMISE_RELEASED
from setia.promises.models import Delivery, Excuse, Keeping, Promise, Release
from setia.promises.tell_broken import PROMISE_BROKEN, key_of, tell_broken

LONGEST = 300


def keep_promise(promise: Promise, at: datetime, by: Actor) -> Keeping:
    """Note that a promise was kept, in time or too late.

    An alert that it broke stays open: an apology is owed even where it was kept in the end.

    Raises:
        NotPermitted: The actor may not write promises.
        NotFound: It is not theirs to see.
        Refused: The moment lies in the future, or it is a delivery, which its arrivals keep.
        Conflict: It was kept or given up already.
    """
    by.must("promise.write")
    if at > now():
        raise Refused([Problem("promise.kept_in_future", "at")])
    try:
        with transaction.atomic():
            held = _held(promise, by)
            if Delivery.objects.filter(promise=held).exists():
                raise Refused([Problem("promise.delivery_first", "at")])
            if not held.waits:
                raise Conflict("promise.over")
            return note_kept(held, at, by)
    except IntegrityError as error:
        raise Conflict("promise.over") from error


def note_kept(promise: Promise, at: datetime, by: Actor) -> Keeping:
    """Write down that a promise was kept, inside the transaction of the act that kept it."""
    keeping = Keeping.objects.create(promise=promise, at=at, noted_at=now(), by=by.name)
    record_event(PROMISE_KEPT, by, ("promise", promise.pk), _told(promise))
    if at > promise.due_at:
        tell_broken(promise, by)
    return keeping


def excuse_promise(promise: Promise, why: str, by: Actor) -> Excuse:
    """Note why a promise broke, once whom it was made to was told; its alert passes.

    Raises:
        NotPermitted: The actor may not write promises.
        NotFound: It is not theirs to see.
        Refused: There is no reason, or the promise is not broken.
        Conflict: Somebody wrote the reason already.
    """
    by.must("promise.write")
    words = _words(why)
    try:
        with transaction.atomic():
            held = _held(promise, by)
            if not is_broken(held):
                raise Refused([Problem("promise.not_broken", "why")])
            excuse = Excuse.objects.create(promise=held, why=words, at=now(), by=by.name)
            record_event(PROMISE_EXCUSED, by, ("promise", held.pk), _told(held))
            let_pass(PROMISE_BROKEN, key_of(held), by)
    except IntegrityError as error:
        raise Conflict("promise.excused_already") from error
    return excuse


def release_promise(promise: Promise, why: str, by: Actor) -> Release:
    """Note that whom it was made to no longer needs it; only before it is due.

    What is overdue stays broken, so that nobody mends the rate by giving promises up.

    Raises:
        NotPermitted: The actor may not write promises.
        NotFound: It is not theirs to see.
        Refused: There is no reason, or it was due already.
        Conflict: It was kept or given up already.
    """
    by.must("promise.write")
    words = _words(why)
    try:
        with transaction.atomic():
            held = _held(promise, by)
            if not held.waits:
                raise Conflict("promise.over")
            if held.due_at < now():
                raise Refused([Problem("promise.due_already", "why")])
            release = Release.objects.create(promise=held, why=words, at=now(), by=by.name)
            record_event(PROMISE_RELEASED, by, ("promise", held.pk), _told(held))
    except IntegrityError as error:
        raise Conflict("promise.over") from error
    return release


def is_broken(promise: Promise) -> bool:
    """Tell whether a promise was kept too late, or is overdue."""
    if hasattr(promise, "keeping"):
        return promise.keeping.at > promise.due_at
    return not hasattr(promise, "release") and promise.due_at < now()


def _held(promise: Promise, by: Actor) -> Promise:
    """Lock a promise for the rest of the transaction, so that one of two acts counts."""
    if not Promise.objects.visible_to(by).filter(pk=promise.pk).exists():
        raise NotFound("promise", str(promise.pk))
    return Promise.objects.select_for_update().get(pk=promise.pk)


def _words(why: str) -> str:
    words = why.strip()
    if not words or not is_plain(words):
        raise Refused([Problem("promise.why_missing", "why")])
    if len(words) > LONGEST:
        raise Refused([Problem("promise.text_long", "why", {"most": LONGEST})])
    return words


def _told(promise: Promise) -> dict[str, str]:
    return {"to": promise.to.name, "kind": promise.kind}
