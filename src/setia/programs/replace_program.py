"""Put another document in a program's place."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.programs.add_program import digest_of
from setia.programs.events import PROGRAM_REPLACED
from setia.programs.models import Program
from setia.programs.read_document import must_stand_with_others, read_document, titles_of
from setia_engine.plan.document import Plan


def replace_program(program: Program, document: str, by: Actor, version: int) -> Program:
    """Check a new document and keep it under the same id.

    ``version`` is the one that the person had before them when they began.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: The document breaks the language, has another id, or cannot run beside
            the others.
        Conflict: Somebody else changed it in the meantime.
    """
    by.must("program.write")
    plan = read_document(document)
    _must_keep_its_id(plan, program)
    title_id, title_en = titles_of(plan)
    with transaction.atomic():
        others = Program.objects.filter(retirement=None).exclude(pk=program.pk)
        must_stand_with_others(plan, others)
        changed = Program.objects.filter(pk=program.pk, version=version).update(
            title_id=title_id,
            title_en=title_en,
            starts_on=plan.period.start,
            ends_on=plan.period.end,
            document=document,
            digest=digest_of(document),
            version=version + 1,
        )
        if not changed:
            raise Conflict("program.changed_meanwhile", code=program.code)
        record_event(
            PROGRAM_REPLACED,
            by,
            ("program", program.pk),
            {"program": title_id},
            before={"document": program.document},
            after={"document": document},
        )
    program.refresh_from_db()
    return program


def _must_keep_its_id(plan: Plan, program: Program) -> None:
    if plan.id != program.code:
        wrong = {"found": plan.id, "allowed": program.code}
        raise Refused([Problem("program.other_id", "id", wrong)])
