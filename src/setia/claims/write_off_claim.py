"""Write off what a supplier will not pay; a second person's decision."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from setia.claims.errors import problem
from setia.claims.events import CLAIM_WRITTEN_OFF
from setia.claims.models import Claim, ClaimWriteOff
from setia.claims.must_be_open import (
    amount_problems,
    locked_claim,
    must_be_open,
    reason_problems,
)
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Refused
from setia.core.record_event import record_event
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.claim_written_off import claim_written_off
from setia.ledger.transfer import About


def write_off_claim(
    claim: Claim, amount_minor: int, reason: str, by: Actor
) -> ClaimWriteOff:
    """Give up an amount of a claim, in hundredths of the unit, and say why.

    Raises:
        NotPermitted: The actor may not raise claims.
        Refused: The same person raised it, it is not open, there is no reason, or the
            amount is more than is open.
    """
    by.must("claim.write")
    with transaction.atomic():
        hold_ledger()
        row = locked_claim(claim, by)
        most = must_be_open(row).open_minor
        problems = amount_problems(amount_minor, most, "claim.more_than_open")
        problems += reason_problems(reason)
        if row.by_key == by.key:
            problems.append(problem("claim.same_person", row))
        if problems:
            raise Refused(problems)
        written_off = ClaimWriteOff.objects.create(
            claim=row,
            at=now(),
            by=by.name,
            amount_minor=amount_minor,
            reason=reason.strip()[:300],
        )
        _post(written_off, row)
        params = {"claim": row.number, "reason": written_off.reason}
        after = {"amount_minor": amount_minor, "unit": row.unit}
        record_event(CLAIM_WRITTEN_OFF, by, ("claim", row.number), params, after=after)
    return written_off


def _post(written_off: ClaimWriteOff, claim: Claim) -> None:
    name = f"claim write-off {written_off.pk}"
    transfer = claim_written_off(
        name,
        str(claim.supplier_id),
        claim.unit,
        written_off.amount_minor,
        About("claim", claim.pk),
    )
    post([transfer], Batch(name, written_off.at, today(settings.TIME_ZONE)))
