"""Grant or charge an amount beside an award, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from setia.closing.models import Adjustment, Award
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.ledger.post import Batch, hold_ledger, post
from setia.ledger.templates.adjustment_charged import adjustment_charged
from setia.ledger.templates.adjustment_granted import adjustment_granted
from setia.ledger.transfer import About


@dataclass(frozen=True)
class Ordered:
    """What shall be granted or charged: by which key, how much in hundredths, and why."""

    key: str
    amount_minor: int
    reason: str


def adjust_award(award: Award, ordered: Ordered, by: Actor) -> Adjustment:
    """Post an adjustment; whoever calls has checked that the actor may.

    What is granted can be paid at once; what is charged is netted against later rewards.

    Raises:
        RuntimeError: There is no transaction.
        IntegrityError: The key was used before.
    """
    hold_ledger()
    adjustment = Adjustment.objects.create(
        key=ordered.key,
        award=award,
        payee_id=award.payee_id,
        unit=award.unit,
        amount_minor=ordered.amount_minor,
        reason=ordered.reason[:300],
        at=now(),
        by=by.name,
    )
    granted = ordered.amount_minor > 0
    template = adjustment_granted if granted else adjustment_charged
    transfer = template(
        f"adjustment {ordered.key}",
        str(award.payee_id),
        award.unit,
        abs(ordered.amount_minor),
        About("adjustment", adjustment.pk),
    )
    batch = Batch(f"adjustment {adjustment.pk}", adjustment.at, today(settings.TIME_ZONE))
    post([transfer], batch)
    return adjustment
