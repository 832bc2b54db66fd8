"""Tell of the complaint of a large account, once for each conversation that stands open."""

from __future__ import annotations

from setia.accounts.tell_complaint import Complaint, tell_complaint
from setia.core.actor import Actor
from setia.helpdesk.models import Conversation


def tell_account(conversation: Conversation, text: str, by: Actor) -> None:
    """Raise the alert where the person is a large account; a stranger is none."""
    if conversation.party is not None:
        complaint = Complaint(f"conversation {conversation.pk}", text)
        tell_complaint(conversation.party, complaint, by)
