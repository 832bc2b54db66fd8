"""Draft the next version of a program that binds already."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.programs.draft import drafted, must_keep_its_id
from setia.programs.events import VERSION_DRAFTED
from setia.programs.models import Program, ProgramVersion
from setia.programs.must_stand import must_stand_with_others
from setia.programs.read_document import read_document
from setia_engine.plan.document import Plan
from setia_engine.values.window import window_holding


def draft_version(
    program: Program, document: str, from_date: date, reason: str, by: Actor
) -> ProgramVersion:
    """Keep a change of a promise as a draft: what it says, from which day, and why.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: The document breaks the language, has another id or cannot run beside the
            others; the day would cut a window in two; there is no reason; or the program
            has a draft already, or was ended.
        Conflict: Somebody else drafted a version at this very moment.
    """
    by.must("program.write")
    plan = read_document(document)
    must_keep_its_id(plan, program)
    versions = list(program.versions.order_by("number"))
    _check(program, versions, plan, from_date, reason)
    try:
        with transaction.atomic():
            must_stand_with_others(plan)
            number = versions[-1].number + 1
            draft = drafted(program, number, from_date, document, by, reason.strip()[:300])
            draft.save()
            record_event(
                VERSION_DRAFTED,
                by,
                ("program", program.pk),
                {"program": program.title_id, "version": number, "reason": draft.reason},
                after={"from": from_date, "digest": draft.digest},
            )
    except IntegrityError as error:
        raise Conflict("program.changed_meanwhile", code=program.code) from error
    return draft


def _check(
    program: Program,
    versions: list[ProgramVersion],
    plan: Plan,
    from_date: date,
    reason: str,
) -> None:
    problems = []
    if not reason.strip():
        problems.append(Problem("program.reason_missing", "reason"))
    if ProgramVersion.objects.drafts().filter(program=program).exists():
        problems.append(Problem("program.has_draft", "document"))
    if hasattr(program, "retirement"):
        problems.append(Problem("program.ended", "document"))
    problems += window_problems(plan, from_date, versions)
    given = read_document(versions[-1].document).settlement.given
    if plan.settlement.given != given:
        params = {"found": plan.settlement.given, "allowed": given}
        problems.append(Problem("program.other_unit", "settlement.as", params))
    if problems:
        raise Refused(problems)


def window_problems(
    plan: Plan, from_date: date, versions: list[ProgramVersion]
) -> list[Problem]:
    """Return why a version cannot begin on a day: it may not cut a window in two.

    A threshold that is reached over a whole window would be missed in both halves.
    """
    params = {"day": from_date}
    for one in [plan, *(read_document(version.document) for version in versions[-1:])]:
        period = one.period
        if period.end is not None and from_date > period.end:
            if one is plan:
                return [Problem("program.from_after_end", "from_date", params)]
            continue
        window = window_holding(from_date, period.window, period.every)
        if window is not None and window.start != from_date:
            return [Problem("program.cuts_window", "from_date", params)]
    return []
