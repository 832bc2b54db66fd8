"""Do the work on a file at once, or beside the pages where it takes long."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from setia.core.actor import Actor
from setia.intake.commit_batch import commit_batch
from setia.intake.jobs import begin_beside, commit_beside, is_large, preview_beside
from setia.intake.models import Batch
from setia.intake.preview_batch import preview_batch
from setia.intake.progress import Progress, forget_progress, honest_progress_of
from setia.intake.sentences import sentence


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


def going_on(request: HttpRequest, batch_id: int) -> Progress | None:
    """Return the work that is under way; tell once of the work that failed."""
    going = honest_progress_of(batch_id)
    if going is None or going.is_running:
        return going
    if going.problem:
        messages.error(request, sentence(going.problem, going.params))
    forget_progress(batch_id)
    return None
