"""Stop evaluating a program; what it was stays."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict
from setia.core.record_event import record_event
from setia.programs.events import PROGRAM_RETIRED
from setia.programs.models import Program, Retirement


def retire_program(program: Program, by: Actor, reason: str) -> Retirement:
    """Record that a program is no longer evaluated.

    Raises:
        NotPermitted: The actor may not write programs.
        Conflict: It was retired already.
    """
    by.must("program.write")
    try:
        with transaction.atomic():
            retirement = Retirement.objects.create(
                program=program, at=now(), by=by.name, reason=reason
            )
            record_event(
                PROGRAM_RETIRED,
                by,
                ("program", program.pk),
                {"program": program.title_id},
                after={"reason": reason},
            )
    except IntegrityError as error:
        raise Conflict("program.retired_already", code=program.code) from error
    return retirement
