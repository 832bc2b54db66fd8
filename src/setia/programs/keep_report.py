"""Keep a report of what a version would cost and leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from setia.core.actor import Actor
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.programs.events import VERSION_GUARDED
from setia.programs.models import GuardReport, ProgramVersion, Verdict


@dataclass(frozen=True)
class Guarding:
    """What was found of a version: over which facts, under which assumptions, by which engine."""

    digest: str
    verdict: Verdict
    assumptions: Mapping[str, Any]
    report: Mapping[str, Any]
    cursor: Mapping[str, Any]
    engine: str
    at: datetime


def keep_report(version: ProgramVersion, found: Guarding, by: Actor) -> GuardReport:
    """Keep a report with the version that it is about, whatever it came to.

    Raises:
        NotPermitted: The actor may not guard programs.
        Conflict: The draft was written anew or decided about while it was looked at.
    """
    by.must("program.guard")
    with transaction.atomic():
        drafts = ProgramVersion.objects.drafts().select_for_update(of=("self",))
        row = drafts.filter(pk=version.pk, digest=found.digest).first()
        if row is None:
            raise Conflict("program.changed_meanwhile", code=version.program.code)
        report = GuardReport.objects.create(version=row, by=by.name, **vars(found))
        record_event(
            VERSION_GUARDED,
            by,
            ("program", row.program_id),
            {"program": row.program.title_id, "version": row.number},
            after={"digest": found.digest, "verdict": str(found.verdict)},
        )
    return report
