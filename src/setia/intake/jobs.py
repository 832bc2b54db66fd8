"""Work of this room that runs beside the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django_tasks import task

from setia.core.actor import Actor
from setia.core.errors import Conflict, Refused
from setia.core.models import User
from setia.intake.commit_batch import commit_batch
from setia.intake.models import Batch
from setia.intake.preview_batch import preview_batch
from setia.intake.progress import DONE, FAILED, WAITING, Progress, tell_progress
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
    with _told(batch_id):
        preview_batch(Batch.objects.get(pk=batch_id), _actor(user_id))


@task()
def commit_beside(batch_id: int, user_id: int, version: int) -> None:
    """Commit a large batch; what is refused stands in its progress."""
    with _told(batch_id):
        commit_batch(Batch.objects.get(pk=batch_id), _actor(user_id), version)
    sweep_leftovers()


@task()
def undo_beside(batch_id: int, user_id: int, reason: str) -> None:
    """Undo a large batch; what is refused stands in its progress."""
    with _told(batch_id):
        undo_batch(Batch.objects.get(pk=batch_id), _actor(user_id), reason)
        tell_progress(batch_id, Progress(DONE))


@contextmanager
def _told(batch_id: int) -> Iterator[None]:
    """Set down why a job could not be done, for whoever waits at the page."""
    try:
        yield
    except Conflict as conflict:
        _fail(batch_id, conflict.code, conflict.params)
    except Refused as refused:
        _fail(batch_id, refused.problems[0].code, refused.problems[0].params)
    except BaseException:
        _fail(batch_id, "import.broken_off", {})
        raise


def _fail(batch_id: int, code: str, params: Mapping[str, Any]) -> None:
    tell_progress(batch_id, Progress(FAILED, problem=code, params=params))


def _actor(user_id: int) -> Actor:
    return actor_of(User.objects.get(pk=user_id))
