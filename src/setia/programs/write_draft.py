"""Write a draft anew, as long as nobody has approved it."""

from __future__ import annotations

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.programs.draft import digest_of, must_keep_its_id
from setia.programs.events import PROGRAM_REPLACED
from setia.programs.models import ProgramVersion
from setia.programs.must_stand import must_stand_with_others
from setia.programs.read_document import read_document
from setia.programs.show_newest import show_newest


def write_draft(
    version: ProgramVersion, document: str, by: Actor, edition: int
) -> ProgramVersion:
    """Check a new document and put it in a draft's place.

    ``edition`` is the one that the person had before them when they began.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: The document breaks the language, has another id, or cannot run beside
            the others.
        Conflict: Somebody else wrote it anew, approved it or turned it down.
    """
    by.must("program.write")
    plan = read_document(document)
    must_keep_its_id(plan, version.program)
    with transaction.atomic():
        must_stand_with_others(plan)
        drafts = ProgramVersion.objects.drafts().select_for_update(of=("self",))
        row = drafts.filter(pk=version.pk, edition=edition).first()
        if row is None:
            raise Conflict("program.changed_meanwhile", code=version.program.code)
        before = row.document
        row.document, row.digest = document, digest_of(document)
        if row.number == 1:
            row.from_date = plan.period.start
        row.drafted_at, row.drafted_by, row.drafted_by_key = now(), by.name, by.key
        row.edition += 1
        row.save()
        show_newest(row.program)
        record_event(
            PROGRAM_REPLACED,
            by,
            ("program", row.program_id),
            {"program": row.program.title_id, "version": row.number},
            before={"document": before},
            after={"document": document},
        )
    return row
