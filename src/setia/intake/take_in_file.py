"""Take a file in: store it, remember who handed it in and from which source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.intake.events import IMPORT_TAKEN_IN
from setia.intake.models import Batch, BatchKind, Commit, Source
from setia.intake.uploads import Stored, forget_upload, store

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})

ALSO_NEEDED = {
    BatchKind.PARTIES.value: "party.write",
    BatchKind.PRODUCTS.value: "product.write",
}
"""Whoever brings people or products in must be allowed to write them."""


def take_in_file(
    kind: str, source: str, file_name: str, chunks: Iterable[bytes], by: Actor
) -> Batch:
    """Return the batch of a file; nothing is read from it yet.

    Raises:
        NotPermitted: The actor may not import.
        Refused: There is no source, the file is empty or too large, the disk is full.
    """
    by.must("import.run")
    if kind in ALSO_NEEDED:
        by.must(ALSO_NEEDED[kind])
    source = " ".join(source.split())
    _check(kind, source)
    name = PurePath(file_name.replace("\\", "/")).name[-200:] or "file"
    suffix = PurePath(name).suffix.lower()
    stored = store(chunks, suffix if suffix in SUFFIXES else "")
    try:
        return _kept(kind, source, name, stored, by)
    except BaseException:
        forget_upload(stored.name)
        raise


def same_file_imported(batch: Batch) -> Commit | None:
    """Return the import of a file with the very same content that holds, if there is one."""
    return (
        Commit.objects.filter(
            batch__digest=batch.digest, batch__kind=batch.kind, undo__isnull=True
        )
        .exclude(batch=batch)
        .select_related("batch")
        .order_by("-at")
        .first()
    )


def _check(kind: str, source: str) -> None:
    problems = []
    if kind not in BatchKind.values:
        problems.append(Problem("import.kind_unknown", "kind", {"kind": kind}))
    if not source or len(source) > 80:
        problems.append(Problem("import.source_missing", "source"))
    if problems:
        raise Refused(problems)


@transaction.atomic
def _kept(kind: str, source: str, name: str, stored: Stored, by: Actor) -> Batch:
    origin, _ = Source.objects.get_or_create(kind=kind, name=source)
    batch = Batch.objects.create(
        source=origin,
        kind=kind,
        file_name=name,
        stored_as=stored.name,
        size=stored.size,
        digest=stored.digest,
        taken_in_at=now(),
        taken_in_by=by.name,
    )
    params = {"file": name, "source": source}
    after = {"kind": kind, "size": stored.size, "digest": stored.digest}
    record_event(IMPORT_TAKEN_IN, by, ("import", batch.pk), params, after=after)
    return batch
