"""Promise an answer by a moment, and end the promise with the first answer."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from setia.alerts.end_alert import let_pass
from setia.alerts.kinds import alert_kind
from setia.core.actor import Actor, system
from setia.core.errors import Conflict
from setia.helpdesk.answer_times import promised_to
from setia.helpdesk.models import (
    AnswerDue,
    AnswerEnd,
    Closing,
    Desk,
    Entry,
    EscalationLevel,
)
from setia.promises.keep_promise import keep_promise
from setia.promises.make_promise import Terms, make_promise
from setia.promises.models import Promise, PromiseKind

KIND = alert_kind("answer", _("Promised answers"))


def alert_key(due: AnswerDue, level: EscalationLevel) -> str:
    """Return the name of the alert about a promised answer."""
    return f"answer {due.pk} {level.value}"


def promise_answer(desk: Desk, entry: Entry) -> AnswerDue:
    """Write down by when what somebody wrote is answered; part of taking it in."""
    conversation = desk.conversation
    promised = promised_to(conversation.party, entry.at)
    last: int = conversation.dues.aggregate(last=Max("number"))["last"] or 0
    due = AnswerDue.objects.create(
        conversation=conversation,
        number=last + 1,
        entry=entry,
        asked_at=entry.at,
        warn_at=promised.warn_at,
        due_at=promised.due_at,
        day_minutes=promised.pace.day,
        night_minutes=promised.pace.night,
    )
    desk.asked_at, desk.due_at = due.asked_at, due.due_at
    desk.save(update_fields=["asked_at", "due_at"])
    keep_in_books(due, desk)
    return due


def keep_in_books(due: AnswerDue, desk: Desk) -> None:
    """Let a promise to somebody we know count among all promises; strangers have no account.

    Setia makes it, since who writes from their own pages makes no promises in our name.
    """
    party = desk.conversation.party
    if party is not None:
        text = desk.conversation.subject
        terms = Terms(due.due_at, _ref(due), text, desk.assignee)
        make_promise(PromiseKind.ANSWER, party, terms, system())


def _ref(due: AnswerDue) -> str:
    return f"answer {due.pk}"


def end_promise(desk: Desk, at: datetime, ending: Entry | Closing, by: Actor) -> None:
    """End the promise that runs, if one does; part of answering and of closing."""
    due = AnswerDue.objects.running().filter(conversation=desk.conversation_id).last()
    if due is None:
        return
    AnswerEnd.objects.create(
        due=due,
        at=at,
        by=by.name,
        entry=ending if isinstance(ending, Entry) else None,
        closing=ending if isinstance(ending, Closing) else None,
    )
    promise = Promise.objects.filter(kind=PromiseKind.ANSWER, ref=_ref(due)).first()
    if promise is not None:
        # Somebody may have noted it as kept, or as no longer needed, on another page.
        with suppress(Conflict):
            keep_promise(promise, at, system(by.name))
    for level in EscalationLevel:
        let_pass(KIND, alert_key(due, level), by)
    desk.asked_at = desk.due_at = None
    desk.save(update_fields=["asked_at", "due_at"])
