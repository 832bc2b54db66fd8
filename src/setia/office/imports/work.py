"""Do the work on a file at once, or beside the pages where it takes long."""

from __future__ import annotations

from setia.core.actor import Actor
from setia.intake.commit_batch import commit_batch
from setia.intake.jobs import begin_beside, commit_beside, is_large, preview_beside
from setia.intake.models import Batch
from setia.intake.preview_batch import preview_batch


def preview_or_begin(batch: Batch, actor: Actor) -> bool:
    """Preview a batch; return whether a job does it meanwhile."""
    if is_large(batch):
        begin_beside(batch)
        preview_beside.enqueue(batch.pk, actor.id)
        return True
    preview_batch(batch, actor)
    return False


def commit_or_begin(batch: Batch, actor: Actor, version: int) -> bool:
    """Commit a batch; return whether a job does it meanwhile."""
    actor.must("import.run")
    if is_large(batch):
        begin_beside(batch)
        commit_beside.enqueue(batch.pk, actor.id, version)
        return True
    commit_batch(batch, actor, version)
    return False
