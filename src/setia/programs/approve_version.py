"""Approve a version: from here on it binds, and never changes."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.programs.ask_opt_in import newest_opt_in
from setia.programs.draft_version import window_problems
from setia.programs.events import PROGRAM_APPROVED
from setia.programs.guarded import guard_problem
from setia.programs.last_to_join import first_window_end
from setia.programs.models import Approval, ProgramVersion
from setia.programs.must_stand import must_stand_with_others
from setia.programs.read_document import read_document
from setia.programs.show_newest import show_newest
from setia_engine.plan.document import Plan


def approve_version(
    version: ProgramVersion, by: Actor, digest: str, note: str = ""
) -> Approval:
    """Let a draft bind that was linted; whoever drafted it cannot be the one.

    ``digest`` is that of the document which the person had before them.

    Raises:
        NotPermitted: The actor may not approve programs.
        Refused: The same person drafted it, it was not linted as it is, no report of it
            passed and no exception was signed, or it can no longer run beside the others.
        Conflict: It was written anew or decided about in the meantime.
    """
    by.must("program.approve")
    try:
        with transaction.atomic():
            row = _locked(version, digest)
            _check(row, by)
            approval = Approval.objects.create(
                version=row,
                digest=row.digest,
                at=now(),
                by=by.name,
                by_key=by.key,
                note=note.strip()[:300],
            )
            show_newest(row.program)
            record_event(
                PROGRAM_APPROVED,
                by,
                ("program", row.program_id),
                {"program": row.program.title_id, "version": row.number},
                after={"code": row.program.code, "digest": row.digest},
            )
    except IntegrityError as error:
        raise Conflict("program.changed_meanwhile", code=version.program.code) from error
    return approval


def _locked(version: ProgramVersion, digest: str) -> ProgramVersion:
    drafts = ProgramVersion.objects.drafts().select_for_update(of=("self",))
    row = drafts.filter(pk=version.pk, digest=digest).first()
    if row is None:
        raise Conflict("program.changed_meanwhile", code=version.program.code)
    return row


def _check(version: ProgramVersion, by: Actor) -> None:
    problems = []
    if version.drafted_by_key == by.key:
        problems.append(Problem("program.same_person", "document"))
    if not version.lintings.filter(digest=version.digest).exists():
        problems.append(Problem("program.not_linted", "document"))
    if (unguarded := guard_problem(version)) is not None:
        problems.append(unguarded)
    plan = read_document(version.document)
    problems += _joining_problems(version, plan)
    if version.number > 1:
        earlier = version.program.versions.approved().order_by("number")
        problems += window_problems(plan, version.from_date, list(earlier))
    if problems:
        raise Refused(problems)
    must_stand_with_others(plan)


def _joining_problems(version: ProgramVersion, plan: Plan) -> list[Problem]:
    """Hold the last day to join, set down before, against the draft as it became."""
    opt_in = newest_opt_in(version.program)
    bound = version.program.versions.approved().exists()
    ends = first_window_end(plan)
    if opt_in is None or bound or ends is None or opt_in.until <= ends:
        return []
    return [Problem("opt_in.after_window", "document", {"day": ends.isoformat()})]
