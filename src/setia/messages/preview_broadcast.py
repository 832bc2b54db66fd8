"""Who would get a broadcast, and who would not and why, before anything goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

from setia.budgets.paying import budget_for
from setia.budgets.standing import limit_of, spent_of
from setia.core.actor import Actor
from setia.core.clock import now
from setia.messages.may_write import OVER_BUDGET, Asked, Verdict, verdict
from setia.messages.models import Template
from setia.messages.placeholders import Filled, facts_of, fill, places_in
from setia.messages.quiet_hours import zones_of
from setia.messages.reached import reached
from setia.messages.rules import message_rules, price_of
from setia.messages.segment import Segment, people_of
from setia.people.models import Party

AT_ONCE = 500
MOST_SHOWN = 12
"""Of each reason, by name; the rest as a number."""


@dataclass
class Reason:
    """One reason why people are left out: how many, and the first of them."""

    code: str
    count: int = 0
    first: list[Party] = field(default_factory=list)


@dataclass
class Preview:
    """What a broadcast would do: how many it reaches, when, at what cost, and whom it leaves."""

    meant: int = 0
    goes: int = 0
    quiet: dict[datetime, int] = field(default_factory=dict)
    """For how many quiet hours hold, by the moment when theirs are over."""
    cost_minor: int = 0
    reasons: dict[str, Reason] = field(default_factory=dict)
    example: Filled | None = None

    @property
    def left_out(self) -> int:
        """Return how many of those who are meant get nothing."""
        return self.meant - self.goes

    @property
    def waits(self) -> int:
        """Return for how many quiet hours hold."""
        return sum(self.quiet.values())

    @property
    def moments(self) -> list[tuple[datetime, int]]:
        """Return when those go who wait, the earliest first, each with how many."""
        return sorted(self.quiet.items())


def preview_broadcast(
    segment: Segment, channel: str, template: Template, language: str, by: Actor
) -> Preview:
    """Go through a segment as a broadcast would, and change nothing.

    Raises:
        NotPermitted: The actor may not write to many.
    """
    by.must("message.broadcast")
    asked = Asked(channel, template.purpose, now(), None, template.whatsapp_name)
    preview, purse = Preview(), Purse(price_of(channel, template.purpose))
    first: Party | None = None
    rows = people_of(segment, by)
    for some in _batches(rows.iterator(chunk_size=AT_ONCE)):
        for party, found in _verdicts(some, asked):
            code = found.code or purse.refuses(party)
            _count(preview, party, code, found, asked.at)
            first = first or (None if code else party)
    preview.cost_minor = purse.spent
    if first is not None:
        words = template.text(language)
        preview.example = fill(words, facts_of(first, by, places_in(words)))
    return preview


@dataclass
class Purse:
    """What is left in the budgets while messages are counted, each with its price."""

    price: int
    spent: int = 0
    left: dict[int, int] = field(default_factory=dict)

    def refuses(self, party: Party) -> str:
        """Return why a message to somebody cannot be paid; nothing where it can."""
        if not self.price:
            return ""
        budget = budget_for(party)
        if budget is None:
            return OVER_BUDGET
        left = self.left.get(budget.pk)
        if left is None:
            left = limit_of(budget) - spent_of(budget)
        if left < self.price:
            return OVER_BUDGET
        self.left[budget.pk] = left - self.price
        self.spent += self.price
        return ""


def _batches(parties: Iterator[Party]) -> Iterator[Sequence[Party]]:
    while some := list(islice(parties, AT_ONCE)):
        yield some


def _verdicts(parties: Sequence[Party], asked: Asked) -> Iterator[tuple[Party, Verdict]]:
    known, rules, zones = (
        reached(parties, asked.channel, asked.at),
        message_rules(),
        zones_of(parties),
    )
    for party in parties:
        yield party, verdict(asked, known[party.pk], rules, zones[party.pk])


def _count(preview: Preview, party: Party, code: str, found: Verdict, at: datetime) -> None:
    preview.meant += 1
    if not code:
        preview.goes += 1
        if found.due_at is not None and found.due_at > at:
            # One moment, whichever clock told it.
            over = found.due_at.astimezone(UTC)
            preview.quiet[over] = preview.quiet.get(over, 0) + 1
        return
    reason = preview.reasons.setdefault(code, Reason(code))
    reason.count += 1
    if len(reason.first) < MOST_SHOWN:
        reason.first.append(party)
