"""Commit a batch: everything that its preview promised, in one transaction, or nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.intake.choices import Choices, choices_from
from setia.intake.events import IMPORT_COMMITTED
from setia.intake.models import Batch, BatchKind, Commit
from setia.intake.progress import DONE, FAILED, WRITING, Progress, tell_progress
from setia.intake.registers.bring_in import bring_in_register
from setia.intake.sales_lines.bring_in import bring_in_lines
from setia.intake.sales_lines.create_unknown import create_unknown
from setia.intake.sales_lines.judge import judged, totals
from setia.intake.staging.folder import alone_with
from setia.intake.staging.store import forget_staged, room_to_write, staged
from setia.sales.models import Arrival
from setia.sales.models.arrival import ArrivalKind


def commit_batch(batch: Batch, by: Actor, version: int) -> Commit:
    """Bring in what the person saw in the preview of this version.

    A process that is killed leaves nothing; the batch can be committed again.

    Raises:
        NotPermitted: The actor may not import.
        Conflict: The batch was decided or changed meanwhile, the same file is in already,
            or the books changed since the preview. Nothing was done.
    """
    by.must("import.run")
    with alone_with(batch.pk):
        fresh = Batch.objects.with_records().get(pk=batch.pk)
        _check(fresh, version)
        tell_progress(batch.pk, Progress(WRITING, 0, fresh.promise["rows"]))
        try:
            commit = _brought_in(fresh, by)
        except Conflict as conflict:
            told = Progress(FAILED, problem=conflict.code, params=conflict.params)
            tell_progress(batch.pk, told)
            raise
        tell_progress(batch.pk, Progress(DONE))
        forget_staged(batch.pk)
    return commit


def _check(batch: Batch, version: int) -> None:
    if not batch.is_draft:
        raise Conflict("import.decided_already", file=batch.file_name)
    if batch.version != version or not batch.summary:
        raise Conflict("import.changed_meanwhile", file=batch.file_name)


def _brought_in(batch: Batch, by: Actor) -> Commit:
    """Do it all, in one transaction; the arrival's key lets the same file in once."""
    with staged(batch.pk) as line:
        if batch.kind == BatchKind.SALES and line is None:
            raise Conflict("import.staging_lost", file=batch.file_name)
        with room_to_write(), transaction.atomic():
            return _recorded(batch, line or "", by)


def _arrival(batch: Batch, at: datetime, by: Actor) -> Arrival:
    """Take the place of this file; of two processes at once the second finds it taken."""
    try:
        with transaction.atomic():
            return Arrival.objects.create(
                kind=ArrivalKind.FILE,
                source=f"import {batch.kind}",
                key=arrival_key(batch),
                digest=batch.digest,
                at=at,
                by=by.name,
            )
    except IntegrityError as error:
        raise Conflict("import.file_known", file=batch.file_name) from error


def _recorded(batch: Batch, line: str, by: Actor) -> Commit:
    at = now()
    arrival = _arrival(batch, at, by)
    counts = _facts(batch, line, arrival, at, by)
    commit = Commit.objects.create(
        batch=batch, arrival=arrival, at=at, by=by.name, counts=counts
    )
    params = {
        "file": batch.file_name,
        "new": counts["new"],
        "corrected": counts.get("corrected", 0) + counts.get("changed", 0),
    }
    after = counts | {"digest": batch.digest, "arrival": arrival.pk}
    record_event(IMPORT_COMMITTED, by, ("import", batch.pk), params, after=after)
    return commit


def arrival_key(batch: Batch) -> str:
    """Return the key that two imports of the same table share, until one is undone."""
    table = (batch.mapping or {}).get("reading", {}).get("sheet", "")
    name = hashlib.sha256(f"{batch.digest} {table}".encode()).hexdigest()
    undone = Commit.objects.filter(
        arrival__source=f"import {batch.kind}",
        arrival__key__startswith=name,
        undo__isnull=False,
    )
    return f"{name} {undone.count() + 1}"


def _facts(
    batch: Batch, line: str, arrival: Arrival, at: datetime, by: Actor
) -> dict[str, int]:
    choices = choices_from(batch.choices)
    if batch.kind != BatchKind.SALES:
        return bring_in_register(batch, by)
    return _lines(batch, line, arrival, at, (choices, by))


def _lines(
    batch: Batch, line: str, arrival: Arrival, at: datetime, who: tuple[Choices, Actor]
) -> dict[str, int]:
    """Judge again, now that nobody else can write, and bring in what was promised."""
    choices, by = who
    created = {}
    if choices.create_parties or choices.create_products:
        with judged(line, choices):
            created = create_unknown(choices, by)
    with judged(line, choices):
        found = totals()
        if not _as_promised(found, batch.promise):
            raise Conflict("import.world_changed")
        return bring_in_lines(found, choices, arrival, at) | created


def _as_promised(found: dict[str, Any], summary: dict[str, Any]) -> bool:
    promised = summary["judged"]
    names = {*found, *promised}
    return all(found.get(name) == promised.get(name) for name in names)
