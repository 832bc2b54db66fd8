"""Give a conversation to somebody, take it oneself, or lay it back."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor, ActorKind
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.models import User
from setia.core.permissions import PERMITTED
from setia.core.record_event import record_event
from setia.helpdesk.desk_of import desk_of
from setia.helpdesk.events import CONVERSATION_ASSIGNED, CONVERSATION_LAID_BACK
from setia.helpdesk.models import Assignment, Conversation, Desk


def those_who_answer() -> list[User]:
    """Return who can be given a conversation: log-ins that answer at the help desk."""
    roles = PERMITTED["inbox.answer"]
    rows = User.objects.filter(role__in=roles, is_active=True, closure=None)
    return list(rows.order_by("first_name", "username", "pk"))


def assign_conversation(conversation: Conversation, to: User | None, by: Actor) -> None:
    """Give it to somebody, or to nobody.

    Raises:
        NotPermitted: The actor may not answer.
        NotFound: It is not theirs to see.
        Refused: Whom it is given to does not answer at the help desk.
        Conflict: It is closed.
    """
    by.must("inbox.answer")
    if to is not None and to not in those_who_answer():
        raise Refused([Problem("helpdesk.assignee_unknown", "assignee")])
    with transaction.atomic():
        desk = desk_of(conversation, by)
        if desk.assignee_id != (to.pk if to else None):
            give(desk, to, by)


def give(desk: Desk, to: User | None, by: Actor) -> None:
    """Write down who has it from now on; part of an act."""
    Assignment.objects.create(
        conversation=desk.conversation, assignee=to, at=now(), by=by.name
    )
    desk.assignee = to
    desk.save(update_fields=["assignee"])
    kind = CONVERSATION_ASSIGNED if to else CONVERSATION_LAID_BACK
    params = desk.conversation.told() | {"user": str(to or "")}
    record_event(kind, by, ("conversation", desk.pk), params)


def taken_by(desk: Desk, by: Actor) -> None:
    """Let who answers first have it, where nobody has it yet."""
    if desk.assignee_id is None and by.kind == ActorKind.USER:
        give(desk, User.objects.filter(pk=by.id).first(), by)
