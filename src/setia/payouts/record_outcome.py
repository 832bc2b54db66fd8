"""Record by hand what the bank said of a payout."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict
from setia.ledger.post import hold_ledger
from setia.payouts.errors import refused
from setia.payouts.mark_paid_periods import mark_paid
from setia.payouts.models import Payout, PayoutOutcome
from setia.payouts.settle_attempt import Told, open_attempt, settle_attempt


def record_outcome(payout: Payout, told: Told, by: Actor) -> PayoutOutcome:
    """Record that a payout arrived or failed; with what failed every balance is put back.

    Raises:
        NotPermitted: The actor may not prepare payouts.
        Refused: It was not sent, what became of it is known, or a failure has no reason.
        Conflict: Somebody else recorded it first.
    """
    by.must("payout.make")
    if not told.confirmed and not told.message.strip():
        raise refused("payout.outcome.reason_missing", "message")
    try:
        with transaction.atomic():
            hold_ledger()
            attempt = open_attempt(payout)
            if attempt is None:
                raise refused("payout.outcome.not_open", key=payout.key)
            outcome = settle_attempt(attempt, told, by)
            mark_paid(by)
    except IntegrityError as error:
        raise Conflict("payout.outcome.meanwhile", key=payout.key) from error
    return outcome
