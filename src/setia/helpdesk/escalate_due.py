"""Call promised answers to mind: when they are about to pass, and when they have."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.record_event import record_event
from setia.helpdesk.events import ANSWER_ESCALATED
from setia.helpdesk.models import AnswerDue, Escalation, EscalationLevel


def escalate_due(by: Actor, at: datetime | None = None) -> int:
    """Tell whom it concerns, once for each promise and level; return how often.

    Any number may look at once: the database lets one of them tell.
    """
    at = at or now()
    told = 0
    for level, column in (
        (EscalationLevel.PASSED, "due_at"),
        (EscalationLevel.SOON, "warn_at"),
    ):
        rows = AnswerDue.objects.running().filter(**{f"{column}__lt": at})
        rows = rows.exclude(escalations__level__in=[level, EscalationLevel.PASSED])
        for due in rows.select_related("conversation__party__caretaker").order_by("pk"):
            told += _told(due, level, at, by)
    return told


def _told(due: AnswerDue, level: EscalationLevel, at: datetime, by: Actor) -> bool:
    try:
        with transaction.atomic():
            Escalation.objects.create(due=due, level=level, at=at)
            about, params = ("conversation", due.conversation_id), due.conversation.told()
            record_event(ANSWER_ESCALATED, by, about, params, after={"level": level})
    except IntegrityError:
        return False
    return True
