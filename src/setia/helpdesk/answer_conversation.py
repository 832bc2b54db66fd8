"""Answer somebody, or note something among ourselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.core.record_event import record_event
from setia.helpdesk.assign_conversation import taken_by
from setia.helpdesk.desk_of import desk_of, seen_by
from setia.helpdesk.events import CONVERSATION_ANSWERED, NOTE_ADDED
from setia.helpdesk.models import Channel, Conversation, Entry, EntryKind, Sent
from setia.helpdesk.promise_answer import end_promise
from setia.helpdesk.words import LONGEST, problems_of
from setia.messages.models import Message, Purpose
from setia.messages.queue_message import Writing as ToSend
from setia.messages.queue_message import queue_message

QUEUED = frozenset({Channel.WHATSAPP, Channel.TELEGRAM, Channel.EMAIL})
"""The channels that messages go out by."""


@dataclass(frozen=True)
class Writing:
    """What is written; ``key`` makes a second sending of the same form the same act."""

    text: str
    key: str


def answer_conversation(conversation: Conversation, writing: Writing, by: Actor) -> Entry:
    """Answer: the promise that runs ends here, and who answers first has it from now on.

    Raises:
        NotPermitted: The actor may not answer.
        NotFound: It is not theirs to see.
        Refused: There are no words, or the channel does not take them.
        Conflict: It is closed.
    """
    by.must("inbox.answer")
    _check(writing)
    try:
        with transaction.atomic():
            return _answered(conversation, writing, by)
    except IntegrityError as error:
        return _known(writing, error)


def add_note(conversation: Conversation, writing: Writing, by: Actor) -> Entry:
    """Write down something that only we read, also after the closing.

    Raises:
        NotPermitted: The actor may not answer.
        NotFound: It is not theirs to see.
        Refused: There are no words.
    """
    by.must("inbox.answer")
    _check(writing)
    seen_by(conversation, by)
    try:
        with transaction.atomic():
            entry = _written(conversation, writing, EntryKind.NOTE, by)
            about = ("conversation", conversation.pk)
            record_event(NOTE_ADDED, by, about, conversation.told())
    except IntegrityError as error:
        return _known(writing, error)
    return entry


def _answered(conversation: Conversation, writing: Writing, by: Actor) -> Entry:
    desk = desk_of(conversation, by)
    known = Entry.objects.filter(source=_source(writing)).first()
    if known is not None:
        return known
    message = _handed_over(conversation, writing, by)
    entry = _written(conversation, writing, EntryKind.OUT, by, message)
    taken_by(desk, by)
    end_promise(desk, entry.at, entry, by)
    about = ("conversation", conversation.pk)
    record_event(CONVERSATION_ANSWERED, by, about, conversation.told())
    return entry


def _handed_over(conversation: Conversation, writing: Writing, by: Actor) -> Message | None:
    """Hand an answer to its channel; None where a person has to send it themselves.

    Whatever speaks against sending, nothing set up, no consent, a night, a budget that is
    spent, the answer itself is written down, and whoever wrote it sees that it is theirs to
    bring.
    """
    party = conversation.party
    if party is None or conversation.channel not in QUEUED or not by.may("message.send"):
        return None
    asked = ToSend(
        conversation.channel,
        Purpose.SERVICE,
        writing.text.strip(),
        ref=_source(writing),
        subject=conversation.subject,
    )
    try:
        return queue_message(party, asked, by)
    except Refused:
        return None


def _sent(conversation: Conversation, kind: str, message: Message | None) -> str:
    if kind != EntryKind.OUT:
        return ""
    if message is not None:
        return Sent.QUEUED
    return Sent.PAGES if conversation.channel == Channel.PORTAL else Sent.SELF


def _written(
    conversation: Conversation,
    writing: Writing,
    kind: str,
    by: Actor,
    message: Message | None = None,
) -> Entry:
    at = now()
    return Entry.objects.create(
        conversation=conversation,
        kind=kind,
        text=writing.text.strip(),
        at=at,
        by=by.name,
        by_key=by.key,
        source=_source(writing),
        sent=_sent(conversation, kind, message),
        message=message.pk if message else None,
        recorded_at=at,
    )


def _check(writing: Writing) -> None:
    problems = problems_of(writing.text, "text", LONGEST, "helpdesk.text_missing")
    problems += problems_of(writing.key, "key", 80)
    if problems:
        raise Refused(problems)


def _source(writing: Writing) -> str:
    return f"desk {writing.key}"


def _known(writing: Writing, error: IntegrityError) -> Entry:
    """Return what the same form wrote a moment ago."""
    entry = Entry.objects.filter(source=_source(writing)).first()
    if entry is None:
        raise Conflict("helpdesk.at_once") from error
    return entry
