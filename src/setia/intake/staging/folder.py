"""The folder of a batch: its staged rows, what was refused, how far the work is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from setia.core.one_at_a_time import one_at_a_time


def imports_folder() -> Path:
    """Return the folder of all batches, made if it is missing."""
    folder = Path(settings.HOME) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def folder_of(batch_id: int) -> Path:
    """Return the folder of a batch, made if it is missing."""
    folder = imports_folder() / str(batch_id)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def forget_folder(batch_id: int) -> None:
    """Remove what a batch left behind; nothing of it counts as a fact."""
    shutil.rmtree(imports_folder() / str(batch_id), ignore_errors=True)


@contextmanager
def alone_with(batch_id: int) -> Iterator[None]:
    """Let no other process stage or commit the same batch meanwhile."""
    with one_at_a_time(folder_of(batch_id) / ".lock"):
        yield


def is_worked_on(batch_id: int) -> bool:
    """Tell whether some process stages or commits the batch now; a killed one does not."""
    with one_at_a_time(folder_of(batch_id) / ".lock", wait=False) as free:
        return not free
