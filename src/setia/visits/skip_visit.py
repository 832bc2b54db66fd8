"""Record that a planned visit was not made, and why."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, NotFound, Problem, Refused
from setia.core.record_event import record_event
from setia.visits.events import VISIT_SKIPPED
from setia.visits.models import Skipping, SkipReason, Visit

LONGEST = 300


def skip_visit(visit: Visit, reason: str, note: str, by: Actor) -> Skipping:
    """Say why a planned visit was not made.

    Raises:
        NotPermitted: The actor makes no visits.
        NotFound: The visit is not theirs to see.
        Refused: There is no such reason, or the note is too long.
        Conflict: It was made or skipped already.
    """
    by.must("visit.make")
    if not Visit.objects.visible_to(by).filter(pk=visit.pk).exists():
        raise NotFound("visit", str(visit.pk))
    problems = []
    if reason not in SkipReason.values:
        problems.append(Problem("visit.reason_unknown", "reason"))
    if len(note.strip()) > LONGEST:
        problems.append(Problem("visit.text_long", "note", {"most": LONGEST}))
    if problems:
        raise Refused(problems)
    if visit.check_ins.exists():
        raise Conflict("visit.over")
    try:
        with transaction.atomic():
            skipping = Skipping.objects.create(
                visit=visit, reason=reason, note=note.strip(), at=now(), by=by.name
            )
            about, params = ("party", visit.party_id), {"party": visit.party.name}
            record_event(VISIT_SKIPPED, by, about, params, after={"reason": reason})
    except IntegrityError as error:
        raise Conflict("visit.over") from error
    return skipping
