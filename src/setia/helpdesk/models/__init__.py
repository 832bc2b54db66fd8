"""The tables of this room."""

from __future__ import annotations

from setia.helpdesk.models.answer import (
    AnswerDue,
    AnswerEnd,
    Escalation,
    EscalationLevel,
)
from setia.helpdesk.models.asking import SolvedAsking, SolvedAskingEnd, SolvedLook
from setia.helpdesk.models.conversation import (
    Assignment,
    Channel,
    Conversation,
    Desk,
    Entry,
    EntryKind,
    Sent,
    Topic,
)
from setia.helpdesk.models.cursor import Cursor
from setia.helpdesk.models.end import Closing, Reopening
from setia.helpdesk.models.hours import AnswerRule, Fits, Holiday, Hours, HoursSpan

__all__ = [
    "AnswerDue",
    "AnswerEnd",
    "AnswerRule",
    "Assignment",
    "Channel",
    "Closing",
    "Conversation",
    "Cursor",
    "Desk",
    "Entry",
    "EntryKind",
    "Escalation",
    "EscalationLevel",
    "Fits",
    "Holiday",
    "Hours",
    "HoursSpan",
    "Reopening",
    "Sent",
    "SolvedAsking",
    "SolvedAskingEnd",
    "SolvedLook",
    "Topic",
]
