"""What tests of the help desk do again and again."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from setia.core.actor import system
from setia.core.clock import as_if_at
from setia.helpdesk.answer_conversation import Writing
from setia.helpdesk.take_message import Incoming, take_message

JAKARTA = ZoneInfo("Asia/Jakarta")
_numbers = count(1)


def at(text: str) -> datetime:
    """Return a moment of the clock in Jakarta, written like 2026-11-10 16:30."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=JAKARTA)


def wrote(text: str, moment: str, **rest):
    """Let somebody write at a moment; by WhatsApp where nothing else is told."""
    told = {"channel": "whatsapp", "source": f"test {next(_numbers)}"} | rest
    when = at(moment)
    with as_if_at(when):
        return take_message(Incoming(text=text, at=when, **told), system())


def words(text: str = "Sudah kami kirim ulang.") -> Writing:
    return Writing(text, f"form-{next(_numbers)}")


def codes(refused) -> set[str]:
    return {one.code for one in refused.value.problems}
