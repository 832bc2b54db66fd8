"""Send a claim: from this day on it grows old."""

from __future__ import annotations

from django.db import transaction

from setia.claims.errors import problem
from setia.claims.events import CLAIM_SENT
from setia.claims.models import Claim, ClaimSent
from setia.claims.must_be_open import locked_claim
from setia.claims.state import State, standing_of
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event


def send_claim(claim: Claim, to: str, by: Actor) -> ClaimSent:
    """Record that a claim went out, and to whom.

    Raises:
        NotPermitted: The actor may not raise claims.
        Refused: Nobody is named, or the claim was withdrawn.
        Conflict: It was sent already.
    """
    by.must("claim.write")
    if not to.strip():
        raise Refused([Problem("claim.to_missing", "to")])
    with transaction.atomic():
        row = locked_claim(claim, by)
        standing = standing_of(row)
        if standing.state == State.WITHDRAWN:
            raise Refused([problem("claim.withdrawn", row)])
        if standing.sent is not None:
            raise Conflict("claim.sent_already", claim=row.number)
        sent = ClaimSent.objects.create(
            claim=row, at=now(), by=by.name, to=to.strip()[:200]
        )
        params = {"claim": row.number, "to": sent.to}
        record_event(CLAIM_SENT, by, ("claim", row.number), params)
    return sent
