"""Read what WhatsApp's webhook tells: messages of people, and states of ours."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from setia.messages.models import Channel
from setia.messages.receive_message import Received
from setia.messages.receive_state import StateTold
from setia.people.phone import normal_phone

LONGEST_ID = 200
EARLIEST, LATEST = 1_200_000_000, 4_000_000_000


def is_signed(body: bytes, signature: str, app_secret: str) -> bool:
    """Tell whether Meta signed a body, in a time that tells nothing of how much is right."""
    digest = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={digest}".encode(), signature.encode())


def received_in(told: Mapping[str, Any], number_id: str) -> Iterator[Received]:
    """Yield the messages that came to one number of ours; what cannot be read is passed over."""
    for value in _values(told, number_id):
        names = {
            _text(one.get("wa_id")): _text(_part(one, "profile").get("name"))
            for one in _objects(value.get("contacts"))
        }
        for one in _objects(value.get("messages")):
            sender, name = _text(one.get("from")), _text(one.get("id"))
            normal = normal_phone(f"+{sender}") if sender.isdigit() else None
            if normal is None or not name or len(name) > LONGEST_ID:
                continue
            yield Received(
                Channel.WHATSAPP,
                name,
                (normal,),
                normal,
                names.get(sender, ""),
                _text(one.get("type")),
                _words(one),
                moment(one.get("timestamp")),
            )


def states_in(told: Mapping[str, Any], number_id: str) -> Iterator[StateTold]:
    """Yield the states of messages that went from one number of ours."""
    for value in _values(told, number_id):
        for one in _objects(value.get("statuses")):
            error = next(_objects(one.get("errors")), {})
            details = _part(error, "error_data").get("details")
            yield StateTold(
                Channel.WHATSAPP,
                _text(one.get("id"))[:LONGEST_ID],
                _text(one.get("biz_opaque_callback_data"))[:40],
                _text(one.get("status")),
                moment(one.get("timestamp")),
                str(error.get("code", "")),
                _text(details) or _text(error.get("title")),
            )


def moment(seconds: object) -> datetime:
    """Read seconds since 1970, written as text or number; what cannot be one is long ago."""
    text = str(seconds)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    return datetime.fromtimestamp(min(max(number, EARLIEST), LATEST), UTC)


def _values(told: Mapping[str, Any], number_id: str) -> Iterator[dict[str, Any]]:
    for entry in _objects(told.get("entry")):
        for change in _objects(entry.get("changes")):
            value = _part(change, "value")
            meant = _part(value, "metadata").get("phone_number_id")
            if change.get("field") == "messages" and str(meant) == number_id:
                yield value


def _words(message: Mapping[str, Any]) -> str:
    """Return what somebody wrote: a text, the button that was pressed, or a caption."""
    kind = _text(message.get("type"))
    part = _part(message, kind)
    if kind == "interactive":
        answered = _part(part, _text(part.get("type")))
        return _text(answered.get("title"))
    for name in ("body", "text", "caption", "emoji"):
        if words := _text(part.get(name)):
            return words
    return ""


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _part(value: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
