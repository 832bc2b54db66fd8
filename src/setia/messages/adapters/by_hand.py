"""WhatsApp that a person opens themselves: a link with the words in it."""

from __future__ import annotations

from urllib.parse import quote


def whatsapp_link(address: str, text: str) -> str:
    """Return the link that opens a chat with the words written and not sent yet."""
    return f"https://wa.me/{address.removeprefix('+')}?text={quote(text, safe='')}"
