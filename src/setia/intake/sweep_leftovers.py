"""Remove what batches left behind: staged rows, notes, and after a while the files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.db.models import Q

from setia.core.clock import now
from setia.intake.models import Batch
from setia.intake.staging.folder import forget_folder, imports_folder
from setia.intake.staging.store import TABLE, forget_staged
from setia.intake.uploads import forget_upload, path_of

KEPT_DAYS = 30
"""How long a file stays after it was decided about, and a draft that nobody returns to."""
ORPHAN_SECONDS = 24 * 3600


def sweep_leftovers() -> None:
    """Forget what nobody needs any more; facts are never touched."""
    since = now() - timedelta(days=KEPT_DAYS)
    old = Q(commit__at__lt=since) | Q(discard__at__lt=since) | Q(taken_in_at__lt=since)
    stored = {path.name for path in _uploads()}
    for batch in Batch.objects.filter(old, stored_as__in=stored):
        forget_upload(batch.stored_as)
        forget_folder(batch.pk)
    decided = Q(commit__isnull=False) | Q(discard__isnull=False)
    _forget_staged_of(set(Batch.objects.filter(decided | old).values_list("pk", flat=True)))
    _forget_orphans()


def _forget_staged_of(batches: set[int]) -> None:
    """Remove staged rows of batches that are decided, whatever became of who decided."""
    if connection.vendor == "sqlite":
        there = {
            int(one.name) for one in imports_folder().iterdir() if one.name.isdecimal()
        }
    else:
        tables = connection.introspection.table_names()
        names = [name.removeprefix(f"{TABLE}_") for name in tables]
        there = {int(name) for name in names if name.isdecimal()}
    for batch_id in there & batches:
        forget_staged(batch_id)


def _forget_orphans() -> None:
    """Remove files that no batch knows: of somebody who was cut off while handing in."""
    known = set(Batch.objects.values_list("stored_as", flat=True))
    before = now().timestamp() - ORPHAN_SECONDS
    for path in _uploads():
        if path.name not in known and _written_at(path) < before:
            path.unlink(missing_ok=True)


def _uploads() -> list[Path]:
    folder = path_of("")
    return list(folder.iterdir()) if folder.is_dir() else []


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
