"""WhatsApp by the Cloud API of Meta.

Words of our own go for a day after the person wrote; outside it only a template that WhatsApp
has approved. The API knows no key that makes a second sending the same as the first. It does
give our key back with every delivery state, so that a message whose answer was lost is known
by its state.
"""

from __future__ import annotations

from collections.abc import Mapping
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

VERSION = "v23.0"
LATER = frozenset(
    {1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004, 133016}
)
"""Limits of how much is sent, and troubles of theirs: they pass."""
SETUP = frozenset({0, 3, 10, 190, 131005, 131042, 133010})
"""A token that ran out, rights, payment: somebody mends it while messages wait."""
GONE_AFTER_HOURS = timedelta(hours=1)


@dataclass(frozen=True)
class WhatsAppCloud:
    """One number of the business, and the token that sends from it."""

    base: str
    phone_number_id: str
    access_token: str

    def send(self, envelope: Envelope) -> Outcome:
        """Hand one message over."""
        path = f"/{VERSION}/{self.phone_number_id}/messages"
        headers = {"authorization": f"Bearer {self.access_token}"}
        try:
            answer = post_json(self.base, path, body_of(envelope), headers)
        except NotSent as error:
            return Outcome(Result.LATER, "", "no_connection", str(error))
        except CutOff as error:
            return Outcome(Result.LATER, "", "cut_off", str(error), is_unsure=True)
        return outcome_of(answer)


def body_of(envelope: Envelope) -> dict[str, Any]:
    """Return what the API is told; numbers without their plus."""
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": envelope.address.removeprefix("+"),
        "biz_opaque_callback_data": envelope.key,
    }
    if not envelope.template_name:
        words = {"preview_url": False, "body": envelope.text}
        return body | {"type": "text", "text": words}
    template: dict[str, Any] = {
        "name": envelope.template_name,
        "language": {"code": envelope.language},
    }
    if envelope.parameters:
        filled = [{"type": "text", "text": _one_line(one)} for one in envelope.parameters]
        template["components"] = [{"type": "body", "parameters": filled}]
    return body | {"type": "template", "template": template}


def outcome_of(answer: Answer) -> Outcome:
    """Read what the API answered; its own code counts, not the status of HTTP."""
    if 200 <= answer.status < 300:
        return _taken(answer.told)
    error = answer.told.get("error")
    error = error if isinstance(error, dict) else {}
    code, words = error.get("code"), _words(error)
    after = timedelta(seconds=answer.retry_after) if answer.retry_after else None
    if not isinstance(code, int) or isinstance(code, bool):
        passes = answer.status == 429 or answer.status >= 500
        result = Result.LATER if passes else Result.NEVER
        return Outcome(result, "", f"http_{answer.status}", words, after)
    if code in LATER or answer.status == 429:
        return Outcome(Result.LATER, "", str(code), words, after)
    if code in SETUP or 200 <= code <= 299:
        return Outcome(Result.LATER, "", str(code), words, GONE_AFTER_HOURS)
    return Outcome(Result.NEVER, "", str(code), words)


def _taken(told: Mapping[str, Any]) -> Outcome:
    messages = told.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else {}
    name = first.get("id") if isinstance(first, dict) else None
    if isinstance(name, str) and name:
        return Outcome(Result.TAKEN, name[:200])
    return Outcome(Result.LATER, "", "no_id", "an answer without an id", is_unsure=True)


def _words(error: Mapping[str, Any]) -> str:
    data = error.get("error_data")
    details = data.get("details") if isinstance(data, dict) else None
    return str(details or error.get("message") or "").replace("\0", "")[:MOST_ERROR]


def _one_line(text: str) -> str:
    """A parameter of a template may hold no line ends, tabs or many blanks in a row."""
    return " ".join(text.split()) or "–"
