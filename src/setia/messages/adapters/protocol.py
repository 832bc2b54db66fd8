"""What every adapter is given, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol


class Result(StrEnum):
    """Whether the provider took a message, may take it later, or never will."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True)
class Envelope:
    """All that is needed to send a message, so that no database is needed meanwhile.

    ``template_name`` and ``parameters`` where the provider wants words that it has approved.
    """

    key: str
    address: str
    text: str
    subject: str = ""
    language: str = "id"
    template_name: str = ""
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of one try.

    ``after`` is how long the provider asks us to wait. ``is_unsure`` where the connection
    ended before an answer: the message may have gone, and a second try may send it twice.
    """

    result: Result
    provider_id: str = ""
    code: str = ""
    error: str = ""
    after: timedelta | None = None
    is_unsure: bool = False


class Adapter(Protocol):
    """A way to hand messages to one provider."""

    def send(self, envelope: Envelope) -> Outcome:
        """Hand one message over; whatever happens is an outcome."""
        ...
