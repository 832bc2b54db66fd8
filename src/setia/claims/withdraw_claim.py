"""Withdraw a claim before it is sent: what it held can be claimed again."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from setia.claims.errors import problem
from setia.claims.events import CLAIM_WITHDRAWN
from setia.claims.models import Claim, ClaimWithdrawal
from setia.claims.must_be_open import locked_claim, reason_problems
from setia.claims.state import State, standing_of
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Refused
from setia.core.record_event import record_event
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.claim_withdrawn import claim_withdrawn
from setia.ledger.transfer import About


def withdraw_claim(claim: Claim, reason: str, by: Actor) -> ClaimWithdrawal:
    """Take a claim back that nobody outside has seen.

    Raises:
        NotPermitted: The actor may not raise claims.
        Refused: There is no reason, or the claim was sent; then it can be written off.
        Conflict: It was withdrawn already.
    """
    by.must("claim.write")
    with transaction.atomic():
        hold_ledger()
        row = locked_claim(claim, by)
        standing = standing_of(row)
        if standing.state == State.WITHDRAWN:
            raise Conflict("claim.withdrawn", claim=row.number)
        problems = reason_problems(reason)
        if standing.sent is not None:
            problems.append(problem("claim.sent_already", row))
        if problems:
            raise Refused(problems)
        withdrawal = ClaimWithdrawal.objects.create(
            claim=row, at=now(), by=by.name, reason=reason.strip()[:300]
        )
        _post(withdrawal, row)
        params = {"claim": row.number, "reason": withdrawal.reason}
        record_event(CLAIM_WITHDRAWN, by, ("claim", row.number), params)
    return withdrawal


def _post(withdrawal: ClaimWithdrawal, claim: Claim) -> None:
    name = f"claim {claim.number} withdrawn"
    transfer = claim_withdrawn(
        name,
        str(claim.supplier_id),
        claim.unit,
        claim.amount_minor,
        About("claim", claim.pk),
    )
    post([transfer], Batch(name, withdrawal.at, today(settings.TIME_ZONE)))
