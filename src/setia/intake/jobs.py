"""Work of this room that runs beside the pages."""

from __future__ import annotations

from contextlib import suppress

from django_tasks import task

from setia.core.actor import Actor
from setia.core.errors import SetiaError
from setia.core.models import User
from setia.intake.commit_batch import commit_batch
from setia.intake.models import Batch
from setia.intake.preview_batch import preview_batch
from setia.intake.progress import WAITING, Progress, tell_progress
from setia.intake.sweep_leftovers import sweep_leftovers
from setia.intake.undo_batch import undo_batch
from setia.people.actor_of import actor_of

LARGE_BYTES = 2_000_000
"""About twenty thousand rows of CSV; what is larger is worked on beside the pages."""
LARGE_SHEET_BYTES = 600_000
LARGE_ROWS = 20_000


def is_large(batch: Batch) -> bool:
    """Tell whether a batch takes longer than a person should wait for a page."""
    if batch.summary:
        return bool(batch.summary["rows"] > LARGE_ROWS)
    packed = batch.file_name.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".ods"))
    return batch.size > (LARGE_SHEET_BYTES if packed else LARGE_BYTES)


def begin_beside(batch: Batch) -> None:
    """Say that a job waits for a worker, before it is handed over."""
    tell_progress(batch.pk, Progress(WAITING))


@task()
def preview_beside(batch_id: int, user_id: int) -> None:
    """Preview a large batch; what is refused stands in its progress."""
    with suppress(SetiaError):
        preview_batch(Batch.objects.get(pk=batch_id), _actor(user_id))


@task()
def commit_beside(batch_id: int, user_id: int, version: int) -> None:
    """Commit a large batch; what is refused stands in its progress."""
    with suppress(SetiaError):
        commit_batch(Batch.objects.get(pk=batch_id), _actor(user_id), version)
    sweep_leftovers()


@task()
def undo_beside(batch_id: int, user_id: int, reason: str) -> None:
    """Undo a large batch; what is refused stands in its progress."""
    with suppress(SetiaError):
        undo_batch(Batch.objects.get(pk=batch_id), _actor(user_id), reason)


def _actor(user_id: int) -> Actor:
    return actor_of(User.objects.get(pk=user_id))
