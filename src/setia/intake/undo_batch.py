"""Undo an import as a whole, by reversing facts."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.intake.events import IMPORT_UNDONE
from setia.intake.models import Batch, BatchKind, Undo
from setia.intake.sales_lines.take_back import consequences, take_back_lines
from setia.intake.staging.folder import alone_with
from setia.sales.models import Arrival
from setia.sales.models.arrival import ArrivalKind


def undo_consequences(batch: Batch) -> dict[str, int]:
    """Return in numbers what undoing would do now; changes nothing."""
    return consequences(batch.commit.arrival)


def undo_batch(batch: Batch, by: Actor, reason: str) -> Undo:
    """Take an import back; afterwards the same file can be imported again.

    Raises:
        NotPermitted: The actor may not undo imports.
        Refused: No reason is given, or the batch is of people or products, which stay.
        Conflict: It was undone already, or never imported.
    """
    by.must("import.undo")
    _check(batch, reason)
    with alone_with(batch.pk):
        fresh = Batch.objects.with_records().get(pk=batch.pk)
        if not hasattr(fresh, "commit"):
            raise Conflict("import.not_imported", file=batch.file_name)
        try:
            with transaction.atomic():
                return _undone(fresh, by, reason.strip())
        except IntegrityError as error:
            raise Conflict("import.undone_already", file=batch.file_name) from error


def _check(batch: Batch, reason: str) -> None:
    problems = []
    if batch.kind != BatchKind.SALES:
        problems.append(Problem("import.undo_only_sales"))
    if not reason.strip() or len(reason) > 300:
        problems.append(Problem("import.reason_missing", "reason"))
    if problems:
        raise Refused(problems)


def _undone(batch: Batch, by: Actor, reason: str) -> Undo:
    at = now()
    arrival = Arrival.objects.create(
        kind=ArrivalKind.FILE,
        source=batch.commit.arrival.source,
        key=f"undo {batch.commit.arrival.key}",
        at=at,
        by=by.name,
    )
    counts = take_back_lines(batch.commit.arrival, arrival, at, reason)
    undo = Undo.objects.create(
        commit=batch.commit,
        arrival=arrival,
        at=at,
        by=by.name,
        reason=reason,
        counts=counts,
    )
    params = {"file": batch.file_name, "reversed": counts["reversed"]}
    after = counts | {"reason": reason}
    record_event(IMPORT_UNDONE, by, ("import", batch.pk), params, after=after)
    return undo
