"""Find out who a stranger is: their conversation becomes that person's."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.helpdesk.desk_of import seen_by
from setia.helpdesk.events import CONVERSATION_TIED
from setia.helpdesk.models import Conversation, Desk, EntryKind, Topic
from setia.helpdesk.promise_answer import keep_in_books
from setia.helpdesk.take_message import desk_key
from setia.helpdesk.tell_account import tell_account
from setia.people.models import Contact, Party
from setia.people.resolve_code import survivors

MOST = 5


def maybe_them(conversation: Conversation) -> list[Party]:
    """Return who has the number or address from which a stranger writes."""
    if conversation.party_id or not conversation.contact:
        return []
    rows = Contact.objects.filter(normal=conversation.contact)
    ends = survivors()
    keys = {ends.get(key, key) for key in rows.values_list("party", flat=True)[:50]}
    return list(Party.objects.filter(pk__in=keys).order_by("name_key", "pk")[:MOST])


def tie_conversation(conversation: Conversation, party: Party, by: Actor) -> None:
    """Say who the stranger is.

    What was promised stays promised: the moment does not move.

    Raises:
        NotPermitted: The actor may not answer.
        NotFound: The conversation or the person is not theirs to see.
        Refused: It is known already who it is, or they have an open one by this channel.
    """
    by.must("inbox.answer")
    seen_by(conversation, by)
    kept = survivors().get(party.pk, party.pk)
    owner = Party.objects.visible_to(by).filter(pk=kept).first()
    if owner is None:
        raise NotFound("party", party.code)
    try:
        with transaction.atomic():
            _tied(conversation, owner, by)
    except IntegrityError as error:
        raise Refused([Problem("helpdesk.open_already", "party")]) from error


def _tied(conversation: Conversation, owner: Party, by: Actor) -> None:
    row = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if row.party_id is not None:
        raise Conflict("helpdesk.tied_already")
    row.party = owner
    row.save(update_fields=["party"])
    key = desk_key(row.channel, owner, row.contact)
    desk = Desk.objects.select_for_update().filter(pk=row.pk).first()
    if desk is not None:
        desk.key = key
        desk.save(update_fields=["key"])
        running = row.dues.filter(end=None).last()
        if running is not None:
            keep_in_books(running, desk)
    params = row.told() | {"contact": row.contact}
    record_event(CONVERSATION_TIED, by, ("conversation", row.pk), params)
    if desk is not None and row.topic == Topic.COMPLAINT:
        said = row.entries.filter(kind=EntryKind.IN).first()
        tell_account(row, said.text if said else row.subject, by)
