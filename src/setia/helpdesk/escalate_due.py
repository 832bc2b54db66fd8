"""Call promised answers to mind: when they are about to pass, and when they have."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from setia.alerts.raise_alert import Told, raise_alert
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.models import User
from setia.core.record_event import record_event
from setia.core.roles import Role
from setia.helpdesk.events import ANSWER_ESCALATED
from setia.helpdesk.models import AnswerDue, Escalation, EscalationLevel
from setia.helpdesk.promise_answer import KIND, alert_key


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
        rows = rows.select_related("conversation__party", "conversation__desk__assignee")
        for due in rows.order_by("pk"):
            told += _told(due, level, at, by)
    return told


def _told(due: AnswerDue, level: EscalationLevel, at: datetime, by: Actor) -> bool:
    try:
        with transaction.atomic():
            Escalation.objects.create(due=due, level=level, at=at)
            about, params = ("conversation", due.conversation_id), due.conversation.told()
            record_event(ANSWER_ESCALATED, by, about, params, after={"level": level})
            raise_alert(KIND, alert_key(due, level), _words(due, level), by)
    except IntegrityError:
        return False
    return True


def _words(due: AnswerDue, level: EscalationLevel) -> Told:
    """Return what is told, and to whom: first to who looks after them, then to the manager."""
    conversation = due.conversation
    params = conversation.told() | {"conversation": conversation.pk}
    if level == EscalationLevel.PASSED:
        return Told("helpdesk.answer_passed", params, conversation.party, _manager())
    has_it = conversation.desk.assignee if conversation.is_open else None
    return Told("helpdesk.answer_soon", params, conversation.party, has_it)


def _manager() -> User | None:
    """Return who runs the channel; the owner where nobody does."""
    for role in (Role.CHANNEL_MANAGER, Role.OWNER):
        rows = User.objects.filter(role=role, is_active=True, closure=None)
        found = rows.order_by("pk").first()
        if found is not None:
            return found
    return None
