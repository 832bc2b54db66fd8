"""Have a draft linted, and ask for approval."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.programs.events import VERSION_SUBMITTED
from setia.programs.in_words import Remark, remarks_on
from setia.programs.known_parties import parties_problems
from setia.programs.models import Linting, ProgramVersion
from setia.programs.read_document import read_document


def submit_version(version: ProgramVersion, by: Actor) -> Linting:
    """Lint a draft against the business's own prices and programs; ask a second person.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: The linter found an error, or the document names somebody unknown.
        Conflict: It is no draft any more.
    """
    by.must("program.write")
    found = remarks_on(version, "en")
    errors = [one for one in found if one.severity == "error"]
    problems = [_problem(one) for one in errors]
    problems += parties_problems(read_document(version.document))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        drafts = ProgramVersion.objects.drafts().select_for_update(of=("self",))
        row = drafts.filter(pk=version.pk, digest=version.digest).first()
        if row is None:
            raise Conflict("program.changed_meanwhile", code=version.program.code)
        linting = Linting.objects.create(
            version=row, digest=row.digest, warnings=len(found), at=now(), by=by.name
        )
        record_event(
            VERSION_SUBMITTED,
            by,
            ("program", row.program_id),
            {"program": row.program.title_id, "version": row.number},
            after={"digest": row.digest, "warnings": len(found)},
        )
    return linting


def _problem(remark: Remark) -> Problem:
    return Problem("program.lint", remark.path or "document", {"says": remark.says})
