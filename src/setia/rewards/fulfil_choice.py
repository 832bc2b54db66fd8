"""Send a chosen reward on its way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.rewards.errors import refused
from setia.rewards.events import SENT
from setia.rewards.models import Choice, Fulfilment, How, RewardKind
from setia.rewards.still_owed import must_still_be_owed

LAST_DIGITS = re.compile(r"[0-9]{3,6}")


@dataclass(frozen=True)
class Sending:
    """How a reward goes out: on which day, which way, under which number."""

    sent_on: date
    how: str
    reference: str = ""
    note: str = ""


def fulfil_choice(choice: Choice, sending: Sending, by: Actor) -> Fulfilment:
    """Record that a reward is on its way; from now on the choice cannot be changed.

    Raises:
        NotPermitted: The actor may not send rewards.
        NotFound: It is not theirs to see.
        Refused: It was taken back or is held, money needs no sending, or something is wrong.
        Conflict: It was sent or cancelled before.
    """
    by.must("reward.fulfil")
    _check(choice, sending)
    try:
        with transaction.atomic():
            hold_ledger()
            row = waiting_choice(choice, by)
            if hasattr(row, "fulfilment"):
                raise Conflict("reward.sent_meanwhile")
            must_still_be_owed(row)
            made = Fulfilment.objects.create(
                choice=row,
                sent_on=sending.sent_on,
                how=sending.how,
                reference=sending.reference.strip(),
                note=sending.note.strip()[:300],
                at=now(),
                by=by.name,
            )
            params = {"party": row.party.name, "reward": row.reward.title_id}
            after = {"sent_on": made.sent_on.isoformat(), "reference": made.reference}
            record_event(SENT, by, ("choice", row.pk), params, after=after)
    except IntegrityError as error:
        raise Conflict("reward.sent_meanwhile") from error
    return made


def waiting_choice(choice: Choice, by: Actor) -> Choice:
    """Read a choice again that is still to be handed over.

    Raises:
        NotFound: It is not the actor's to see.
        Refused: Money was chosen, which the next run of payouts pays.
        Conflict: It was cancelled or handed over meanwhile.
    """
    rows = Choice.objects.visible_to(by).with_records().select_related("award__payee")
    row = rows.filter(pk=choice.pk).first()
    if row is None:
        raise NotFound("choice", str(choice.pk))
    if hasattr(row, "cancellation"):
        raise Conflict("reward.cancelled_already")
    if hasattr(row, "proof"):
        raise Conflict("reward.handed_over_meanwhile")
    if row.adjustment_id is not None:
        raise refused("reward.money_is_paid_by_run")
    return row


def _check(choice: Choice, sending: Sending) -> None:
    problems, reference = [], sending.reference.strip()
    if sending.how not in How.values:
        problems.append(Problem("reward.how", "how"))
    if sending.sent_on > today(settings.TIME_ZONE):
        problems.append(Problem("reward.sent_in_future", "sent_on"))
    if len(reference) > 60:
        problems.append(Problem("reward.reference_long", "reference"))
    card = choice.reward.kind == RewardKind.CARD
    if card and reference and not LAST_DIGITS.fullmatch(reference):
        problems.append(Problem("reward.last_digits", "reference"))
    if problems:
        raise Refused(problems)
