"""Make a reviewed period final: its awards may be released."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.closing.errors import meanwhile, refused
from setia.closing.events import PERIOD_FINALISED
from setia.closing.models import CloseRun, Finalisation, Period
from setia.closing.release_awards import release_awards
from setia.closing.state import State, standing_of
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.record_event import record_event
from setia.ledger.post import hold_ledger


def finalise_period(period: Period, run: CloseRun | None, by: Actor) -> Finalisation:
    """Declare final what a run came to; ``run`` is the one that the person looked at.

    Then whatever waits for nothing more is released, in an act of its own: where that is
    broken off, the upkeep of the next hour does it.

    Raises:
        NotPermitted: The actor may not close periods.
        Refused: The period was not run yet, or is final already.
        Conflict: Somebody ran it again, or made it final, in the meantime.
    """
    by.must("period.close")
    standing = standing_of(period)
    if standing.state in {State.FINAL, State.PAID}:
        raise refused("close.is_final", period.month)
    if standing.run is None or run is None:
        raise refused("close.not_reviewed", period.month)
    try:
        with transaction.atomic():
            hold_ledger()
            if standing_of(period).run != run:
                raise meanwhile(period.month)
            final = Finalisation.objects.create(
                period=period, revision=run.revision, run=run, at=now(), by=by.name
            )
            month = f"{period.month:%Y-%m}"
            params = {"month": month, "revision": run.revision}
            record_event(PERIOD_FINALISED, by, ("period", month), params)
    except IntegrityError as error:
        raise meanwhile(period.month) from error
    release_awards(by)
    return final
