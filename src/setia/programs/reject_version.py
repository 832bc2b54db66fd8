"""Turn a draft down, or take it back."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.programs.events import VERSION_REJECTED
from setia.programs.models import ProgramVersion, Rejection


def reject_version(version: ProgramVersion, reason: str, by: Actor) -> Rejection:
    """Record that a draft will not be; who writes programs may, as may who approves them.

    Raises:
        NotPermitted: The actor may not turn drafts down.
        Refused: There is no reason.
        Conflict: It was decided about in the meantime.
    """
    by.must("program.reject")
    if not reason.strip():
        raise Refused([Problem("program.reason_missing", "reason")])
    try:
        with transaction.atomic():
            drafts = ProgramVersion.objects.drafts().select_for_update(of=("self",))
            row = drafts.filter(pk=version.pk).first()
            if row is None:
                raise Conflict("program.changed_meanwhile", code=version.program.code)
            rejection = Rejection.objects.create(
                version=row, at=now(), by=by.name, reason=reason.strip()[:300]
            )
            record_event(
                VERSION_REJECTED,
                by,
                ("program", row.program_id),
                {
                    "program": row.program.title_id,
                    "version": row.number,
                    "reason": rejection.reason,
                },
            )
    except IntegrityError as error:
        raise Conflict("program.changed_meanwhile", code=version.program.code) from error
    return rejection
