"""Decide how a file is read, and what becomes of what it says."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.intake.choices import Choices
from setia.intake.events import IMPORT_MAPPED
from setia.intake.models import Batch, Source
from setia.intake.propose_mapping import Proposal


def choose_mapping(batch: Batch, proposal: Proposal, by: Actor, version: int) -> Batch:
    """Keep a mapping with the batch, and with its source for the next file.

    A proposal is a mapping that was held against the whole file.

    Raises:
        NotPermitted: The actor may not import.
        Refused: A column is missing, or a question is open: nothing is guessed in silence.
        Conflict: The batch was decided or changed meanwhile.
    """
    by.must("import.run")
    if proposal.problems:
        raise Refused(proposal.problems)
    if proposal.questions:
        raise Refused([Problem("import.questions_open")])
    with transaction.atomic():
        _change(batch, version, mapping=proposal.mapping, summary=None, samples=None)
        Source.objects.filter(pk=batch.source_id).update(
            mapping=proposal.mapping, mapped_at=now(), mapped_by=by.name
        )
        params, after = {"file": batch.file_name}, {"mapping": proposal.mapping}
        record_event(IMPORT_MAPPED, by, ("import", batch.pk), params, after=after)
    return Batch.objects.with_records().get(pk=batch.pk)


def choose_choices(batch: Batch, choices: Choices, by: Actor) -> Batch:
    """Keep what a person decided about conflicts and unknown names; a preview follows.

    Raises:
        NotPermitted: The actor may not import, or not register what is unknown.
        Conflict: The batch was decided or changed meanwhile.
    """
    by.must("import.run")
    if choices.create_parties:
        by.must("party.write")
    if choices.create_products:
        by.must("product.write")
    _change(batch, batch.version, choices=choices.as_json())
    return Batch.objects.with_records().get(pk=batch.pk)


def _change(batch: Batch, version: int, **columns: object) -> None:
    drafts = Batch.objects.filter(
        pk=batch.pk, version=version, commit__isnull=True, discard__isnull=True
    )
    if not drafts.update(**columns, version=F("version") + 1):
        raise Conflict("import.changed_meanwhile", file=batch.file_name)
