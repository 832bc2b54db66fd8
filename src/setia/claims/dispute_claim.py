"""Dispute a claim: the supplier does not agree with it, or with a part of it."""

from __future__ import annotations

from django.db import transaction

from setia.claims.events import CLAIM_DISPUTED
from setia.claims.models import Claim, ClaimAccepted, ClaimDisputed
from setia.claims.must_be_open import (
    amount_problems,
    locked_claim,
    must_be_open,
    reason_problems,
)
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.core.record_event import record_event


def dispute_claim(claim: Claim, amount_minor: int, reason: str, by: Actor) -> ClaimDisputed:
    """Record what a supplier does not agree with, in hundredths of the unit, and why.

    Raises:
        NotPermitted: The actor may not answer claims.
        NotFound: It is another supplier's claim.
        Refused: The claim is not open, there is no reason, or the amount is more than is
            open.
        Conflict: It was accepted already.
    """
    by.must("claim.answer")
    with transaction.atomic():
        row = locked_claim(claim, by)
        most = must_be_open(row).open_minor
        if ClaimAccepted.objects.filter(claim=row).exists():
            raise Conflict("claim.accepted_already", claim=row.number)
        problems = amount_problems(amount_minor, most, "claim.more_than_open")
        if problems := problems + reason_problems(reason):
            raise Refused(problems)
        disputed = ClaimDisputed.objects.create(
            claim=row,
            at=now(),
            by=by.name,
            amount_minor=amount_minor,
            reason=reason.strip()[:300],
        )
        params = {"claim": row.number, "reason": disputed.reason}
        after = {"amount_minor": amount_minor, "unit": row.unit}
        record_event(CLAIM_DISPUTED, by, ("claim", row.number), params, after=after)
    return disputed
