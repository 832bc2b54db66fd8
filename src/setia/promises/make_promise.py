"""Promise something to a party until a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from setia.core.actor import Actor, ActorKind
from setia.core.clock import now
from setia.core.errors import NotFound, Problem, Refused
from setia.core.models import User
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.people.models import Party
from setia.promises.events import PROMISE_MADE
from setia.promises.models import Promise, PromiseKind

LONGEST, LONGEST_REF = 300, 120


@dataclass(frozen=True)
class Terms:
    """Until when, what it belongs to, in which words, and by whom; else by the actor."""

    due_at: datetime
    ref: str
    text: str = ""
    made_by: User | None = None


def make_promise(kind: str, to: Party, terms: Terms, by: Actor) -> Promise:
    """Make a promise; the same one sent twice is one.

    A due moment in the past is taken: a spreadsheet of old promises has a history, and whoever
    writes one down late has broken it already.

    Raises:
        NotPermitted: The actor may not make promises.
        NotFound: The party is not theirs to see.
        Refused: The kind is unknown, or a text is too long, missing or not plain.
    """
    by.must("promise.write")
    return put_down(kind, to, terms, by)


def put_down(kind: str, to: Party, terms: Terms, by: Actor) -> Promise:
    """Make a promise as a part of another act, which has asked for its own permission.

    Raises:
        NotFound: The party is not the actor's to see.
        Refused: The kind is unknown, or a text is too long, missing or not plain.
    """
    if not Party.objects.visible_to(by).filter(pk=to.pk).exists():
        raise NotFound("party", str(to.pk))
    _check(kind, terms)
    same = Promise.objects.filter(kind=kind, to=to, ref=terms.ref, due_at=terms.due_at)
    if (known := same.first()) is not None:
        return known
    try:
        with transaction.atomic():
            return _made(kind, to, terms, by)
    except IntegrityError:
        # The same promise was sent twice at once.
        return same.get()


def _check(kind: str, terms: Terms) -> None:
    problems = []
    if kind not in PromiseKind.values:
        problems.append(Problem("promise.kind_unknown", "kind"))
    if len(terms.text) > LONGEST:
        problems.append(Problem("promise.text_long", "text", {"most": LONGEST}))
    if not terms.ref or len(terms.ref) > LONGEST_REF:
        problems.append(Problem("promise.ref", "ref", {"most": LONGEST_REF}))
    if not is_plain(terms.text) or not is_plain(terms.ref):
        problems.append(Problem("promise.text_plain", "text"))
    if problems:
        raise Refused(problems)


def _made(kind: str, to: Party, terms: Terms, by: Actor) -> Promise:
    maker = terms.made_by.pk if terms.made_by else None
    if maker is None and by.kind == ActorKind.USER:
        maker = User.objects.filter(pk=by.id).values_list("pk", flat=True).first()
    promise = Promise.objects.create(
        kind=kind,
        to=to,
        text=terms.text.strip(),
        ref=terms.ref,
        due_at=terms.due_at,
        made_by_id=maker,
        at=now(),
        by=by.name,
    )
    due = localtime(terms.due_at).date().isoformat()
    params = {"to": to.name, "kind": kind, "due": due}
    record_event(PROMISE_MADE, by, ("promise", promise.pk), params)
    return promise
