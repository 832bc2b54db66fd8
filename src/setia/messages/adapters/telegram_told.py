"""Read what Telegram's webhook tells: a message of somebody to the bot."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from setia.messages.adapters.whatsapp_told import moment
from setia.messages.models import Channel
from setia.messages.receive_message import Received

KINDS = ("text", "photo", "voice", "video", "document", "location", "contact", "sticker")


def is_ours(given: str, secret_token: str) -> bool:
    """Tell whether Telegram gave back our secret, in a time that tells nothing of it."""
    return bool(secret_token) and hmac.compare_digest(given.encode(), secret_token.encode())


def received_in(told: Mapping[str, Any]) -> Received | None:
    """Return the message of an update; None where it tells of something else.

    Only private chats count: in a group nobody writes to us alone.
    """
    message = _part(told, "message")
    chat, sender = _part(message, "chat"), _part(message, "from")
    number, name = message.get("message_id"), chat.get("id")
    known = isinstance(number, int) and isinstance(name, int)
    if not known or chat.get("type") != "private" or sender.get("is_bot") is True:
        return None
    user = str(sender.get("username") or "").lower()
    return Received(
        Channel.TELEGRAM,
        f"{name}:{number}",
        tuple(one for one in (user, str(name)) if one),
        str(name),
        " ".join(
            str(sender[part]) for part in ("first_name", "last_name") if sender.get(part)
        ),
        next((kind for kind in KINDS if kind in message), "other"),
        str(message.get("text") or message.get("caption") or ""),
        moment(message.get("date")),
    )


def _part(value: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}
