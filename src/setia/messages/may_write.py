"""Whether somebody may be written to, and when: one table of reasons for one and for many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from setia.messages.models import Channel, MessageRules, Purpose
from setia.messages.quiet_hours import end_of_quiet
from setia.messages.reached import Reached

NO_ADDRESS = "message.no_address"
NO_CONSENT = "message.no_consent"
CAPPED = "message.capped"
QUIET_HOURS = "message.quiet_hours"
OVER_BUDGET = "message.over_budget"
NEEDS_TEMPLATE = "message.needs_template"


@dataclass(frozen=True)
class Asked:
    """What is to be written, as far as it matters for whether it may be."""

    channel: str
    purpose: str
    at: datetime
    until: datetime | None = None
    whatsapp_name: str = ""


@dataclass(frozen=True)
class Verdict:
    """A reason against it, or from when on it may go; ``is_answer`` inside a conversation."""

    code: str = ""
    due_at: datetime | None = None
    is_answer: bool = False


def verdict(asked: Asked, reached: Reached, rules: MessageRules, zone: ZoneInfo) -> Verdict:
    """Tell whether one person may be written to.

    Care and marketing need a consent that was given and not taken back. Service needs none,
    but ends where it was taken back, unless the person wrote within the last day: then it is
    an answer. An answer also passes the quiet hours; everything else waits for their end, or
    is refused where it would be of no use then.
    """
    is_answer = asked.purpose == Purpose.SERVICE and reached.is_in_conversation(asked.at)
    if not reached.address:
        return Verdict(NO_ADDRESS)
    if not _may(asked, reached, is_answer=is_answer):
        return Verdict(NO_CONSENT)
    is_marketing = asked.purpose == Purpose.MARKETING
    if is_marketing and reached.marketing >= rules.marketing_per_week:
        return Verdict(CAPPED)
    due = asked.at if is_answer else end_of_quiet(asked.at, rules, zone) or asked.at
    if asked.until is not None and due > asked.until:
        return Verdict(QUIET_HOURS)
    if _needs_template(asked, reached, due):
        return Verdict(NEEDS_TEMPLATE)
    return Verdict("", due, is_answer)


def _may(asked: Asked, reached: Reached, *, is_answer: bool) -> bool:
    if asked.purpose == Purpose.SERVICE:
        return is_answer or not reached.has_refused
    return reached.has_consented


def _needs_template(asked: Asked, reached: Reached, due: datetime) -> bool:
    """WhatsApp takes words of our own only for a day after the person wrote."""
    own_words = asked.channel == Channel.WHATSAPP and not asked.whatsapp_name
    return own_words and not reached.is_in_conversation(due)
