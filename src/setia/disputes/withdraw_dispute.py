"""Take a dispute back."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.closing.hold_award import lift_hold
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound
from setia.core.record_event import record_event
from setia.disputes.events import DISPUTE_WITHDRAWN
from setia.disputes.models import Dispute, DisputeWithdrawal
from setia.ledger.post import hold_ledger


def withdraw_dispute(dispute: Dispute, reason: str, by: Actor) -> DisputeWithdrawal:
    """Take a dispute back and lift its hold.

    Raises:
        NotPermitted: The actor may not raise disputes.
        NotFound: It is not theirs to see.
        Conflict: Somebody else answered or withdrew it first.
    """
    by.must("dispute.raise")
    if not Dispute.objects.visible_to(by).filter(pk=dispute.pk).exists():
        raise NotFound("dispute", str(dispute.pk))
    try:
        with transaction.atomic():
            hold_ledger()
            lift_hold(dispute.hold, by)
            withdrawal = DisputeWithdrawal.objects.create(
                dispute=dispute, at=now(), by=by.name, reason=reason.strip()[:300]
            )
            about = ("dispute", dispute.pk)
            record_event(DISPUTE_WITHDRAWN, by, about, dispute.told())
    except IntegrityError as error:
        raise Conflict("dispute.over") from error
    return withdrawal
