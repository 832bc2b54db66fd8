"""How far runs and payouts have come, told by their records."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from setia.payouts.models import Payout, PayoutAttempt, PayoutOutcome, PayoutRun


class PayoutState(models.TextChoices):
    """From the first look to the bank's last word."""

    PREPARED = "prepared", _("Waits for approval")
    CANCELLED = "cancelled", _("Cancelled")
    SENT = "sent", _("At the bank")
    FAILED = "failed", _("Failed")
    CONFIRMED = "confirmed", _("Arrived")


def state_of_run(run: PayoutRun) -> PayoutState:
    """Return how far a run is by its decision alone: prepared, cancelled, or at the bank."""
    if hasattr(run, "cancellation"):
        return PayoutState.CANCELLED
    return PayoutState.SENT if hasattr(run, "approval") else PayoutState.PREPARED


def state_of_payout(payout: Payout) -> PayoutState:
    """Return how far a payout is; its run and attempts are best read along."""
    last = last_attempt(payout)
    if last is None:
        return state_of_run(payout.run)
    outcome = outcome_of(last)
    if outcome is None:
        return PayoutState.SENT
    return PayoutState.CONFIRMED if outcome.confirmed else PayoutState.FAILED


def last_attempt(payout: Payout) -> PayoutAttempt | None:
    """Return the newest attempt of a payout."""
    return max(payout.attempts.all(), key=lambda one: one.number, default=None)


def outcome_of(attempt: PayoutAttempt) -> PayoutOutcome | None:
    """Return what became of an attempt, if it is known."""
    found: PayoutOutcome | None = getattr(attempt, "outcome", None)
    return found
