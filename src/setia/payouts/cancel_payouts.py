"""Cancel a run before it is approved: what it would have paid is free for the next one."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger
from setia.payouts.errors import meanwhile, refused
from setia.payouts.events import PAYOUT_CANCELLED
from setia.payouts.models import PayoutCancellation, PayoutRun


def cancel_payouts(run: PayoutRun, reason: str, by: Actor) -> PayoutCancellation:
    """Record that a prepared run will not be paid, and why.

    Raises:
        NotPermitted: The actor may not prepare payouts.
        Refused: There is no reason.
        Conflict: It was approved or cancelled in the meantime.
    """
    by.must("payout.make")
    if not reason.strip():
        raise refused("payout.run.reason_missing", "reason")
    try:
        with transaction.atomic():
            hold_ledger()
            if not PayoutRun.objects.undecided().filter(pk=run.pk).exists():
                raise meanwhile(run.number)
            cancelled = PayoutCancellation.objects.create(
                run=run, at=now(), by=by.name, reason=reason.strip()[:300]
            )
            params = {"run": run.number, "reason": cancelled.reason}
            record_event(PAYOUT_CANCELLED, by, ("payout_run", run.number), params)
    except IntegrityError as error:
        raise meanwhile(run.number) from error
    return cancelled
