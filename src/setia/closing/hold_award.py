"""Keep an award from being paid for a while, in the caller's transaction."""

from __future__ import annotations

from setia.closing.models import Award, Hold, HoldLift
from setia.core.actor import Actor
from setia.core.clock import now


def hold_award(award: Award, reason: str, by: Actor) -> Hold:
    """Record that an award is not to be paid before the hold is lifted."""
    return Hold.objects.create(award=award, at=now(), by=by.name, reason=reason[:300])


def lift_hold(hold: Hold, by: Actor) -> HoldLift:
    """Record that a hold no longer holds.

    Raises:
        IntegrityError: It was lifted before.
    """
    return HoldLift.objects.create(hold=hold, at=now(), by=by.name)
