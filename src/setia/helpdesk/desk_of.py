"""Find an open conversation for an act, alone."""

from __future__ import annotations

from setia.core.actor import Actor
from setia.core.errors import Conflict, NotFound
from setia.helpdesk.models import Conversation, Desk


def seen_by(conversation: Conversation, by: Actor) -> None:
    """Refuse what an actor does not see.

    Raises:
        NotFound: It is not theirs to see.
    """
    if not Conversation.objects.visible_to(by).filter(pk=conversation.pk).exists():
        raise NotFound("conversation", str(conversation.pk))


def desk_of(conversation: Conversation, by: Actor) -> Desk:
    """Return an open conversation, held until the transaction ends.

    Raises:
        NotFound: It is not theirs to see.
        Conflict: It was closed in the meantime.
    """
    seen_by(conversation, by)
    rows = Desk.objects.select_for_update(of=("self",)).select_related(
        "conversation__party"
    )
    desk = rows.filter(pk=conversation.pk).first()
    if desk is None:
        raise Conflict("helpdesk.closed")
    return desk
