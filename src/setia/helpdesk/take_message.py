"""Take in what somebody wrote or said, by any channel, and promise an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.helpdesk.events import (
    CONVERSATION_OPENED,
    CONVERSATION_REOPENED,
    MESSAGE_TAKEN,
)
from setia.helpdesk.models import (
    Channel,
    Closing,
    Conversation,
    Desk,
    Entry,
    EntryKind,
    Reopening,
    Topic,
)
from setia.helpdesk.promise_answer import promise_answer
from setia.helpdesk.tell_account import tell_account
from setia.helpdesk.words import problems_of
from setia.people.models import Party
from setia.people.resolve_code import survivors

LONGEST = 4_096
"""As long as the longest message that a channel brings."""
OPENS_AGAIN = timedelta(days=14)
"""Who writes this soon after a closing goes on with the same thing."""
SUBJECT = 120


@dataclass(frozen=True)
class Incoming:
    """Something that reached us.

    ``source`` names where it is kept, so that a second taking changes nothing. ``contact`` is
    the normal form of the number or address of somebody whom nobody knows. ``told`` where the
    room that it comes from has told of a large account's complaint itself.
    """

    channel: str
    text: str
    at: datetime
    source: str
    party: Party | None = None
    contact: str = ""
    name: str = ""
    topic: str = Topic.QUESTION
    told: bool = False
    subject: str = ""

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it."""
        found = problems_of(self.text, "text", LONGEST, "helpdesk.text_missing")
        found += problems_of(self.subject, "subject", SUBJECT)
        found += problems_of(self.name, "name", 160)
        found += problems_of(self.contact, "contact", 254)
        if self.party is None and not self.contact:
            found.append(Problem("helpdesk.who_missing", "contact"))
        if self.channel not in Channel.values:
            found.append(Problem("helpdesk.channel_unknown", "channel"))
        if self.topic not in Topic.values:
            found.append(Problem("helpdesk.topic_unknown", "topic"))
        return found

    def key(self) -> str:
        """Return whose conversation by which channel it belongs to."""
        return desk_key(self.channel, self.party, self.contact)


def desk_key(channel: str, party: Party | None, contact: str) -> str:
    """Return the name under which one conversation may lie on the desk."""
    return f"{channel} party {party.pk}" if party else f"{channel} {contact}"


def take_message(incoming: Incoming, by: Actor) -> Entry:
    """Put it into the open conversation of this person and channel, or open one.

    A conversation that was closed within 14 days is opened again. Of two who take the same
    message at once one writes it down, and both return what is written.

    Raises:
        NotPermitted: The actor may not write to the help desk.
        Refused: Everything that is wrong with it.
        Conflict: Others kept getting in between.
    """
    by.must("inbox.write")
    problems = incoming.problems()
    if problems:
        raise Refused(problems)
    told = _of_today(incoming)
    for _ in range(3):
        try:
            with transaction.atomic():
                return _taken(told, by)
        except IntegrityError:
            # Somebody opened the same conversation, or took the same message: look again.
            continue
    raise Conflict("helpdesk.at_once")


def _of_today(incoming: Incoming) -> Incoming:
    """Let whoever was merged into another party write as that party."""
    party = incoming.party
    kept = survivors().get(party.pk) if party else None
    return replace(incoming, party=Party.objects.get(pk=kept)) if kept else incoming


def _taken(incoming: Incoming, by: Actor) -> Entry:
    known = Entry.objects.filter(source=incoming.source).first()
    if known is not None:
        return known
    desk = Desk.objects.select_for_update().filter(key=incoming.key()).first()
    closing = None if desk else _closed_lately(incoming)
    if desk is not None:
        conversation, kind = desk.conversation, MESSAGE_TAKEN
    elif closing is not None:
        conversation, kind = closing.conversation, CONVERSATION_REOPENED
    else:
        conversation, kind = _opened(incoming), CONVERSATION_OPENED
    entry = _written(conversation, incoming, by)
    if closing is not None:
        Reopening.objects.create(closing=closing, entry=entry, at=entry.recorded_at)
    desk = desk or Desk.objects.create(conversation=conversation, key=incoming.key())
    about, after = ("conversation", conversation.pk), {"entry": entry.pk}
    record_event(kind, by, about, conversation.told(), after=after)
    if incoming.topic == Topic.COMPLAINT and not incoming.told:
        tell_account(conversation, entry.text, by)
    if desk.due_at is None:
        promise_answer(desk, entry)
    return entry


def _closed_lately(incoming: Incoming) -> Closing | None:
    """Return the closing that a message undoes, of the same person by the same channel."""
    rows = Conversation.objects.filter(channel=incoming.channel, desk=None)
    if incoming.party:
        rows = rows.filter(party=incoming.party)
    else:
        rows = rows.filter(party=None, contact=incoming.contact)
    closings = Closing.objects.filter(conversation__in=rows, reopening=None)
    last = closings.select_related("conversation__party").order_by("at", "pk").last()
    recent = last is not None and last.at > now() - OPENS_AGAIN
    return last if recent else None


def _opened(incoming: Incoming) -> Conversation:
    line = " ".join(incoming.text.split())
    subject = incoming.subject.strip() or line
    return Conversation.objects.create(
        party=incoming.party,
        contact=incoming.contact,
        name=incoming.name.strip(),
        channel=incoming.channel,
        topic=incoming.topic,
        subject=subject if len(subject) <= SUBJECT else f"{subject[: SUBJECT - 1]}…",
        opened_at=incoming.at,
    )


def _written(conversation: Conversation, incoming: Incoming, by: Actor) -> Entry:
    return Entry.objects.create(
        conversation=conversation,
        kind=EntryKind.IN,
        text=incoming.text.strip(),
        at=incoming.at,
        by=conversation.who,
        by_key=by.key,
        source=incoming.source,
        recorded_at=now(),
    )
