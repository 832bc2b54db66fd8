"""Accept a claim: the supplier agrees to pay it, or a part of it."""

from __future__ import annotations

from django.db import transaction

from setia.claims.events import CLAIM_ACCEPTED
from setia.claims.models import Claim, ClaimAccepted
from setia.claims.must_be_open import amount_problems, locked_claim, must_be_open
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Refused
from setia.core.record_event import record_event


def accept_claim(claim: Claim, amount_minor: int, by: Actor) -> ClaimAccepted:
    """Record that a supplier agreed, to how much, in hundredths of the unit.

    Raises:
        NotPermitted: The actor may not answer claims.
        NotFound: It is another supplier's claim.
        Refused: The claim is not open, or the amount is more than it.
        Conflict: It was accepted already.
    """
    by.must("claim.answer")
    with transaction.atomic():
        row = locked_claim(claim, by)
        must_be_open(row)
        if ClaimAccepted.objects.filter(claim=row).exists():
            raise Conflict("claim.accepted_already", claim=row.number)
        most = row.amount_minor
        if problems := amount_problems(amount_minor, most, "claim.more_than_claimed"):
            raise Refused(problems)
        accepted = ClaimAccepted.objects.create(
            claim=row, at=now(), by=by.name, amount_minor=amount_minor
        )
        after = {"amount_minor": amount_minor, "unit": row.unit}
        about = ("claim", row.number)
        record_event(CLAIM_ACCEPTED, by, about, {"claim": row.number}, after=after)
    return accepted
