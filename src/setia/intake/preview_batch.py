"""Preview a batch: read it, hold it against the books, and tell what an import would do."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from setia.core.actor import Actor
from setia.core.errors import Conflict, Refused
from setia.intake.choices import choices_from
from setia.intake.models import Batch, BatchKind
from setia.intake.progress import FAILED, JUDGING, Progress, forget_progress, tell_progress
from setia.intake.registers.preview import preview_register
from setia.intake.sales_lines.preview import preview_lines
from setia.intake.stage_batch import stage_batch
from setia.intake.staging.folder import alone_with
from setia.intake.staging.staged import Staged


def preview_batch(batch: Batch, by: Actor) -> Batch:
    """Keep with the batch what its import would do, row by row and in sums.

    Raises:
        NotPermitted: The actor may not import.
        Refused: The file cannot be read with this mapping.
        Conflict: The batch was decided or changed meanwhile.
    """
    by.must("import.run")
    with alone_with(batch.pk):
        fresh = Batch.objects.with_records().get(pk=batch.pk)
        if not fresh.is_draft:
            raise Conflict("import.decided_already", file=fresh.file_name)
        try:
            read = stage_batch(fresh)
            tell_progress(batch.pk, Progress(JUDGING, read.rows, read.rows))
            _keep(fresh, read)
        except Refused as refused:
            first = refused.problems[0]
            told = Progress(FAILED, problem=first.code, params=first.params)
            tell_progress(batch.pk, told)
            raise
        forget_progress(batch.pk)
    return fresh


def _keep(batch: Batch, read: Staged) -> None:
    choices = choices_from(batch.choices)
    if batch.kind == BatchKind.SALES:
        summary, samples = preview_lines(batch.pk, choices, read)
    else:
        summary, samples = preview_register(batch, read)
    kept = Batch.objects.filter(pk=batch.pk, version=batch.version).update(
        summary=as_json(summary), samples=as_json(samples), version=batch.version + 1
    )
    if not kept:
        raise Conflict("import.changed_meanwhile", file=batch.file_name)
    batch.refresh_from_db()


def as_json(value: dict[str, Any]) -> dict[str, Any]:
    """Bring a value to what the database gives back."""
    plain: dict[str, Any] = json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return plain
