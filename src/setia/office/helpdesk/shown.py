"""What the page of a conversation shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from setia.core.actor import Actor
from setia.core.clock import now
from setia.helpdesk.assign_conversation import those_who_answer
from setia.helpdesk.models import AnswerDue, Conversation, EntryKind, Sent
from setia.helpdesk.tie_conversation import maybe_them
from setia.helpdesk.who_is import phone_of

MOST = 300
"""So many entries, the last ones; a longer talk is rare, and its end matters."""


def shown(row: Conversation, actor: Actor) -> dict[str, Any]:
    """Return what was said, what is promised, and who can do what."""
    entries = list(row.entries.order_by("-recorded_at", "-pk")[:MOST])[::-1]
    dues = list(AnswerDue.objects.filter(conversation=row).select_related("end"))
    running = next((one for one in dues if not hasattr(one, "end")), None)
    closings = row.closings.select_related("charge__budget", "reopening", "look__message")
    phone = phone_of(row.party, row.contact)
    may = actor.may("inbox.answer")
    return {
        "conversation": row,
        "entries": entries,
        "dues": dues,
        "running": running,
        "overdue": running is not None and running.is_overdue(now()),
        "closings": list(closings),
        "phone": phone,
        "by_hand": _words_by_hand(entries, phone),
        "may_answer": may and row.is_open,
        "may_note": may,
        "people": those_who_answer() if may and row.is_open else [],
        "maybe": maybe_them(row) if may else [],
        "actor_id": actor.id,
    }


def _words_by_hand(entries: list[Any], phone: str) -> str:
    """Return an address that opens WhatsApp with our last answer, if we send it ourselves."""
    said = [one for one in entries if one.kind != EntryKind.NOTE]
    last = said[-1] if said else None
    if last is None or last.kind != EntryKind.OUT or last.sent != Sent.SELF or not phone:
        return ""
    return wa_me(phone, last.text)


def wa_me(phone: str, text: str) -> str:
    """Return an address that opens WhatsApp with words to a number."""
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(text)}"
