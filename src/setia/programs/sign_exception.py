"""Sign an exception: let a version be approved without a report that passed."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.programs.events import EXCEPTION_SIGNED
from setia.programs.guarded import report_of
from setia.programs.models import GuardException, ProgramVersion


def sign_exception(
    version: ProgramVersion, by: Actor, digest: str, reason: str
) -> GuardException:
    """Answer for a version that no report speaks for; whoever drafted it cannot.

    ``digest`` is that of the document which the person had before them.

    Raises:
        NotPermitted: The actor may not approve programs.
        Refused: The same person drafted it, or no reason is given.
        Conflict: It was written anew or decided about in the meantime.
    """
    by.must("program.approve")
    with transaction.atomic():
        drafts = ProgramVersion.objects.drafts().select_for_update(of=("self",))
        row = drafts.filter(pk=version.pk, digest=digest).first()
        if row is None:
            raise Conflict("program.changed_meanwhile", code=version.program.code)
        said = reason.strip()[:300]
        _check(row, by, said)
        exception = GuardException.objects.create(
            version=row,
            digest=digest,
            report=report_of(row),
            reason=said,
            at=now(),
            by=by.name,
            by_key=by.key,
        )
        record_event(
            EXCEPTION_SIGNED,
            by,
            ("program", row.program_id),
            {"program": row.program.title_id, "version": row.number, "reason": said},
            after={"digest": digest},
        )
    return exception


def _check(version: ProgramVersion, by: Actor, reason: str) -> None:
    problems = []
    if version.drafted_by_key == by.key:
        problems.append(Problem("program.same_person", "document"))
    if not reason:
        problems.append(Problem("program.reason_missing", "reason"))
    if problems:
        raise Refused(problems)
