"""Open a final period again; what was final stays, and the next revision begins."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.closing.errors import meanwhile, refused
from setia.closing.events import PERIOD_REOPENED
from setia.closing.models import Period, Reopening
from setia.closing.state import State, standing_of
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event


def reopen_period(period: Period, reason: str, by: Actor) -> Reopening:
    """Begin the next revision of a final period. Awards that were released stay released.

    Raises:
        NotPermitted: The actor may not reopen periods.
        Refused: It is not final, or there is no reason.
        Conflict: Somebody else reopened it first.
    """
    by.must("period.reopen")
    if not reason.strip():
        raise Refused([Problem("close.reason_missing", "reason")])
    standing = standing_of(period)
    if standing.state not in {State.FINAL, State.PAID}:
        raise refused("close.not_final", period.month)
    try:
        with transaction.atomic():
            reopening = Reopening.objects.create(
                period=period,
                revision=standing.revision,
                at=now(),
                by=by.name,
                reason=reason.strip()[:300],
            )
            month = f"{period.month:%Y-%m}"
            params = {"month": month, "reason": reopening.reason}
            record_event(PERIOD_REOPENED, by, ("period", month), params)
    except IntegrityError as error:
        raise meanwhile(period.month) from error
    return reopening
