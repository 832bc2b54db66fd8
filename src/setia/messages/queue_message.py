"""Write to somebody: what may be sent waits in the outbox, what may not is refused."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from setia.budgets.charge_budget import Spending, charge_budget
from setia.budgets.models import Charge
from setia.budgets.paying import budget_for
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import NotFound, Problem, Refused
from setia.core.models import Business
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.messages.channels import is_set_up
from setia.messages.events import MESSAGE_QUEUED
from setia.messages.may_write import OVER_BUDGET, Asked, Verdict, verdict
from setia.messages.models import (
    Broadcast,
    Channel,
    Message,
    Purpose,
    Template,
    Waiting,
)
from setia.messages.placeholders import facts_of, fill, places_in
from setia.messages.quiet_hours import zones_of
from setia.messages.reached import Reached, reached
from setia.messages.rules import message_rules, price_of
from setia.people.models import Party
from setia.people.resolve_code import survivors

LONGEST_TEXT, LONGEST_SUBJECT, LONGEST_REF = 4_000, 120, 120


@dataclass(frozen=True)
class Writing:
    """What is to be written: the words, or a template that is filled with the person's facts.

    ``ref`` is what it is for, once for each person. After ``until`` it is of no use: where
    quiet hours last longer it is refused instead of planned. No ``language`` is that of the
    business.
    """

    channel: str
    purpose: str
    text: str
    template: Template | None = None
    ref: str = ""
    subject: str = ""
    language: str = ""
    until: datetime | None = None
    broadcast: Broadcast | None = None


def queue_message(to: Party, writing: Writing, by: Actor) -> Message:
    """Put a message into the outbox, due now or at the end of the quiet hours.

    Somebody who was merged is written to as who they are today. The same ``ref`` a second
    time returns the first message.

    Raises:
        NotPermitted: The actor may not write to people.
        NotFound: The actor may not see this one.
        Refused: There are no words, or one of the codes of ``may_write``: no address, no
            consent, the cap, quiet hours, the budget, or WhatsApp wants a template.
    """
    by.must("message.send")
    party = _today(to, by)
    _check(writing)
    with transaction.atomic():
        # One message to somebody at a time, so that two cannot both pass under the cap.
        Party.objects.select_for_update().get(pk=party.pk)
        known = _known(party, writing)
        return known or _queued(party, writing, by)


def _today(to: Party, by: Actor) -> Party:
    key = survivors().get(to.pk, to.pk)
    party = Party.objects.visible_to(by).filter(pk=key).first()
    if party is None:
        raise NotFound("party", to.code)
    return party


def _check(writing: Writing) -> None:
    problems = [*_wrong_choices(writing), *_wrong_words(writing)]
    if problems:
        raise Refused(problems)


def _wrong_choices(writing: Writing) -> Iterator[Problem]:
    if writing.channel not in Channel.values:
        yield Problem("message.channel_unknown", "channel")
    elif not is_set_up(writing.channel):
        yield Problem("message.channel_not_set_up", "channel")
    if writing.purpose not in Purpose.values:
        yield Problem("message.purpose_unknown", "purpose")


def _wrong_words(writing: Writing) -> Iterator[Problem]:
    if not writing.text.strip() and writing.template is None:
        yield Problem("message.text_missing", "text")
    for place, text, most in (
        ("text", writing.text, LONGEST_TEXT),
        ("subject", writing.subject, LONGEST_SUBJECT),
        ("ref", writing.ref, LONGEST_REF),
    ):
        if len(text) > most:
            yield Problem("message.text_long", place, {"most": most})
        if not is_plain(text):
            yield Problem("message.text_unreadable", place)


def _known(party: Party, writing: Writing) -> Message | None:
    if not writing.ref:
        return None
    return Message.objects.filter(to=party, ref=writing.ref).first()


def _queued(party: Party, asked: Writing, by: Actor) -> Message:
    at = now()
    known = reached([party], asked.channel, at)[party.pk]
    # Words of one's own take the place of the template's, and WhatsApp has not approved them.
    writing = replace(asked, template=None) if asked.text.strip() else asked
    found = _must(party, writing, known, at)
    message = _message(party, _worded(party, writing, by), by)
    message.address = known.address
    message.consent = known.consent if known.has_consented else None
    message.is_answer, message.due_at = found.is_answer, found.due_at or at
    message.charge = _paid(message, by)
    message.save(force_insert=True)
    _recorded(message, by)
    return message


def _must(party: Party, writing: Writing, known: Reached, at: datetime) -> Verdict:
    name = writing.template.whatsapp_name if writing.template else ""
    asked = Asked(writing.channel, writing.purpose, at, writing.until, name)
    zone = zones_of([party])[party.pk]
    found = verdict(asked, known, message_rules(), zone)
    if found.code:
        raise Refused([Problem(found.code, "to", {"party": party.name})])
    return found


def _worded(party: Party, writing: Writing, by: Actor) -> tuple[Writing, tuple[str, ...]]:
    """Return what is written with its places filled, and what filled them."""
    business = Business.objects.filter(pk=1).first()
    language = writing.language or (business.language if business else "id")
    writing = replace(writing, language=language)
    if writing.template is None:
        return writing, ()
    words = writing.template.text(language)
    subject = writing.subject or writing.template.subject(language)
    facts = facts_of(party, by, [*places_in(words), *places_in(subject)])
    filled = fill(words, facts)
    subject = fill(subject, facts).text[:LONGEST_SUBJECT]
    return replace(writing, text=filled.text, subject=subject), filled.parameters


def _message(party: Party, worded: tuple[Writing, tuple[str, ...]], by: Actor) -> Message:
    writing, parameters = worded
    return Message(
        key=secrets.token_hex(16),
        to=party,
        channel=writing.channel,
        purpose=writing.purpose,
        subject=writing.subject,
        text=writing.text.strip()[:LONGEST_TEXT],
        language=writing.language,
        template=writing.template,
        parameters=list(parameters),
        broadcast=writing.broadcast,
        ref=writing.ref,
        queued_at=now(),
        by=by.name,
        by_key=by.key,
    )


def _paid(message: Message, by: Actor) -> Charge | None:
    """Charge what a message costs to the budget that pays for the person."""
    minor = price_of(message.channel, message.purpose)
    if not minor:
        return None
    budget = budget_for(message.to)
    if budget is None:
        raise Refused([Problem(OVER_BUDGET, "to", {"party": message.to.name})])
    ref = f"message {message.key}"
    spending = Spending("message", minor, message.to, ref, message.get_channel_display())
    try:
        return charge_budget(budget, spending, by)
    except Refused as refused:
        told = {"party": message.to.name}
        raise Refused([Problem(OVER_BUDGET, "to", told)]) from refused


def _recorded(message: Message, by: Actor) -> None:
    if message.channel != Channel.BY_HAND:
        Waiting.objects.create(message=message, due_at=message.due_at)
    if message.broadcast_id is not None:
        # The broadcast stands in the trail once, with how many it was.
        return
    told = {"party": message.to.name, "channel": str(message.channel)}
    after = {"purpose": message.purpose, "is_answer": message.is_answer}
    record_event(MESSAGE_QUEUED, by, ("message", message.pk), told, after=after)
