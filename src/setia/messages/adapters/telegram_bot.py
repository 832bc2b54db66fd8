"""Telegram by its Bot API.

A bot can write only to who wrote to it first, into their chat. The API knows no key that makes
a second sending the same as the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from setia.messages.adapters.post_json import (
    MOST_ERROR,
    Answer,
    CutOff,
    NotSent,
    post_json,
)
from setia.messages.adapters.protocol import Envelope, Outcome, Result

TOKEN_WRONG = frozenset({401, 404})
"""What the API answers where it does not know the bot; somebody mends it meanwhile."""
TOKEN_MENDED_AFTER = timedelta(hours=1)
LONGEST_WAIT = 7 * 24 * 3600


@dataclass(frozen=True)
class TelegramBot:
    """One bot of the business."""

    base: str
    bot_token: str

    def send(self, envelope: Envelope) -> Outcome:
        """Hand one message over."""
        body = {"chat_id": envelope.address, "text": envelope.text}
        try:
            return outcome_of(self.call("sendMessage", body))
        except NotSent as error:
            return Outcome(Result.LATER, "", "no_connection", str(error))
        except CutOff as error:
            return Outcome(Result.LATER, "", "cut_off", str(error), is_unsure=True)

    def call(self, method: str, body: dict[str, Any]) -> Answer:
        """Call a method of the API.

        Raises:
            NotSent: There was no connection.
            CutOff: It ended before a whole answer came.
        """
        return post_json(self.base, f"/bot{self.bot_token}/{method}", body)


def outcome_of(answer: Answer) -> Outcome:
    """Read what the API answered."""
    told = answer.told
    if told.get("ok") is True:
        return _taken(told.get("result"))
    words = str(told.get("description") or "").replace("\0", "")[:MOST_ERROR]
    code = told.get("error_code")
    number = code if isinstance(code, int) else answer.status
    if number == 429:
        return Outcome(Result.LATER, "", "429", words, _wait(told, answer))
    if number in TOKEN_WRONG:
        return Outcome(Result.LATER, "", str(number), words, TOKEN_MENDED_AFTER)
    result = Result.LATER if number >= 500 else Result.NEVER
    return Outcome(result, "", str(number), words)


def _taken(result: object) -> Outcome:
    """Name a message by its chat and number, which only together are its own."""
    if isinstance(result, dict) and isinstance(result.get("chat"), dict):
        chat, number = result["chat"].get("id"), result.get("message_id")
        if isinstance(chat, int) and isinstance(number, int):
            return Outcome(Result.TAKEN, f"{chat}:{number}")
    return Outcome(Result.LATER, "", "no_id", "an answer without an id", is_unsure=True)


def _wait(told: Any, answer: Answer) -> timedelta | None:  # noqa: ANN401 - of JSON
    parameters = told.get("parameters")
    asked = parameters.get("retry_after") if isinstance(parameters, dict) else None
    seconds = asked if isinstance(asked, int) else answer.retry_after
    return timedelta(seconds=min(seconds, LONGEST_WAIT)) if seconds else None
