"""Set down what became of an attempt, in the caller's transaction, which holds the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.record_event import record_event
from setia.ledger.post import Batch, post
from setia.ledger.templates.payout_confirmed import payout_confirmed
from setia.ledger.transfer import About
from setia.payouts.events import PAYOUT_CONFIRMED, PAYOUT_FAILED
from setia.payouts.models import Payout, PayoutAttempt, PayoutOutcome
from setia.payouts.send import taking_back


@dataclass(frozen=True)
class Told:
    """What the bank said of a payout: whether it arrived, on which day, in which words."""

    confirmed: bool
    day: date
    message: str = ""


def open_attempt(payout: Payout) -> PayoutAttempt | None:
    """Return the attempt of which nothing is known yet."""
    rows = PayoutAttempt.objects.filter(payout=payout, outcome=None)
    return rows.order_by("number").last()


def settle_attempt(attempt: PayoutAttempt, told: Told, by: Actor) -> PayoutOutcome:
    """Record an outcome: what arrived has left the bank, what failed is owed as before."""
    payout = attempt.payout
    outcome = PayoutOutcome.objects.create(
        attempt=attempt,
        confirmed=told.confirmed,
        day=told.day,
        message=told.message[:300],
        at=now(),
        by=by.name,
    )
    key = f"payout {payout.key} {attempt.number}"
    if told.confirmed:
        about = About("payout", payout.pk)
        arrived = (f"{key} confirmed", payout.run.currency, payout.net_minor, about)
        transfers = [payout_confirmed(*arrived)]
    else:
        transfers = list(taking_back(payout, attempt.number))
    post(transfers, Batch(key[:40], outcome.at, told.day))
    kind = PAYOUT_CONFIRMED if told.confirmed else PAYOUT_FAILED
    params = {"key": payout.key, "payee": payout.payee.name, "message": outcome.message}
    after = {"day": told.day.isoformat(), "attempt": attempt.number}
    record_event(kind, by, ("payout", payout.key), params, after=after)
    return outcome
