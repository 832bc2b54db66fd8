"""Put a batch away without importing it."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.intake.events import IMPORT_DISCARDED
from setia.intake.models import Batch, Discard
from setia.intake.staging.folder import alone_with, forget_folder
from setia.intake.staging.store import forget_staged
from setia.intake.uploads import forget_upload


def discard_batch(batch: Batch, by: Actor) -> Discard:
    """Record that nothing will be imported, and remove the file.

    Raises:
        NotPermitted: The actor may not import.
        Conflict: The batch was imported or discarded meanwhile.
    """
    by.must("import.run")
    with alone_with(batch.pk):
        discard = _recorded(Batch.objects.with_records().get(pk=batch.pk), by)
        forget_upload(batch.stored_as)
        forget_staged(batch.pk)
        forget_folder(batch.pk)
    return discard


def _recorded(batch: Batch, by: Actor) -> Discard:
    if not batch.is_draft:
        raise Conflict("import.decided_already", file=batch.file_name)
    try:
        with transaction.atomic():
            discard = Discard.objects.create(batch=batch, at=now(), by=by.name)
            params = {"file": batch.file_name}
            record_event(IMPORT_DISCARDED, by, ("import", batch.pk), params)
    except IntegrityError as error:
        raise Conflict("import.decided_already", file=batch.file_name) from error
    return discard
