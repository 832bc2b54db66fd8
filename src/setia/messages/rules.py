"""Read and change what the business sets for its messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db import transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.messages.events import RULES_CHANGED
from setia.messages.models import Channel, MessageRules, Price, Purpose, StopWord

MOST_PER_WEEK = 50
LARGEST_PRICE = 10**9
LONGEST_WORD, MOST_WORDS = 40, 60


@dataclass(frozen=True)
class RulesDraft:
    """The rules as they are asked for; prices by channel and purpose, 0 for none."""

    quiet_from: time
    quiet_to: time
    marketing_per_week: int
    stop_words: tuple[str, ...]
    prices: Mapping[tuple[str, str], int]


def message_rules() -> MessageRules:
    """Return the rules; as long as nobody chose, the careful ones."""
    return MessageRules.objects.filter(pk=1).first() or MessageRules(pk=1)


def stop_words() -> frozenset[str]:
    """Return the words that end messages when somebody sends one of them alone."""
    return frozenset(StopWord.objects.values_list("word", flat=True))


def price_of(channel: str, purpose: str) -> int:
    """Return what a message costs; nothing where no price was set."""
    rows = Price.objects.filter(channel=channel, purpose=purpose)
    return rows.values_list("minor", flat=True).first() or 0


def change_rules(draft: RulesDraft, version: int, by: Actor) -> MessageRules:
    """Set quiet hours, the cap, stop-words and prices.

    Raises:
        NotPermitted: The actor may not set up channels.
        Refused: A cap, a price or a word that makes no sense.
        Conflict: Somebody else changed them in the meantime.
    """
    by.must("channel.manage")
    words = sorted({one.strip().lower() for one in draft.stop_words if one.strip()})
    problems = _wrong(draft, words)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        MessageRules.objects.get_or_create(pk=1)
        kept = MessageRules.objects.select_for_update().get(pk=1)
        if kept.version != version:
            raise Conflict("message.rules_changed")
        before = _told(kept)
        kept.quiet_from, kept.quiet_to = draft.quiet_from, draft.quiet_to
        kept.marketing_per_week, kept.version = draft.marketing_per_week, version + 1
        kept.save()
        _keep_words(words)
        _keep_prices(draft.prices)
        about = ("message_rules", 1)
        record_event(RULES_CHANGED, by, about, before=before, after=_told(kept))
    return kept


def _wrong(draft: RulesDraft, words: list[str]) -> list[Problem]:
    problems = []
    if not 0 <= draft.marketing_per_week <= MOST_PER_WEEK:
        told = {"most": MOST_PER_WEEK}
        problems.append(Problem("message.cap_wrong", "marketing_per_week", told))
    fit = all(len(one) <= LONGEST_WORD and is_plain(one) for one in words)
    if not words or len(words) > MOST_WORDS or not fit:
        problems.append(Problem("message.words_wrong", "stop_words"))
    for (channel, purpose), minor in draft.prices.items():
        known = channel in Channel.values and purpose in Purpose.values
        if not known or not 0 <= minor <= LARGEST_PRICE:
            problems.append(Problem("message.price_wrong", f"price_{channel}_{purpose}"))
    return problems


def _keep_words(words: list[str]) -> None:
    StopWord.objects.exclude(word__in=words).delete()
    known = stop_words()
    StopWord.objects.bulk_create(StopWord(word=one) for one in words if one not in known)


def _keep_prices(prices: Mapping[tuple[str, str], int]) -> None:
    for (channel, purpose), minor in prices.items():
        rows = Price.objects.filter(channel=channel, purpose=purpose)
        if not minor:
            rows.delete()
        elif not rows.update(minor=minor):
            Price.objects.create(channel=channel, purpose=purpose, minor=minor)


def _told(rules: MessageRules) -> dict[str, Any]:
    prices = Price.objects.order_by("channel", "purpose")
    return {
        "quiet_from": rules.quiet_from.isoformat(),
        "quiet_to": rules.quiet_to.isoformat(),
        "marketing_per_week": rules.marketing_per_week,
        "stop_words": sorted(stop_words()),
        "prices": {f"{one.channel} {one.purpose}": one.minor for one in prices},
    }
