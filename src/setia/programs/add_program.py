"""Draft a promise."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.programs.draft import digest_of, drafted
from setia.programs.events import PROGRAM_ADDED
from setia.programs.models import Program
from setia.programs.must_stand import must_stand_with_others
from setia.programs.read_document import read_document, titles_of


def add_program(document: str, by: Actor) -> Program:
    """Check a plan document alone and beside the others, and keep it as a first draft.

    Nothing of it counts before a second person approves it.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: The document breaks the language, or cannot run with the others.
        Conflict: There is a program with this id.
    """
    by.must("program.write")
    plan = read_document(document)
    title_id, title_en = titles_of(plan)
    try:
        with transaction.atomic():
            must_stand_with_others(plan)
            program = Program.objects.create(
                code=plan.id,
                title_id=title_id,
                title_en=title_en,
                starts_on=plan.period.start,
                ends_on=plan.period.end,
                added_at=now(),
                added_by=by.name,
            )
            drafted(program, 1, plan.period.start, document, by).save()
            record_event(
                PROGRAM_ADDED,
                by,
                ("program", program.pk),
                {"program": title_id},
                after={"code": plan.id, "digest": digest_of(document)},
            )
    except IntegrityError as error:
        raise Conflict("program.code_taken", code=plan.id) from error
    return program
