"""End a program before its time; what was earned stays promised."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.programs.events import PROGRAM_RETIRED
from setia.programs.models import Program, Retirement
from setia.programs.promises import binding_plan
from setia_engine.values.window import window_holding


def retire_program(program: Program, by: Actor, reason: str) -> Retirement:
    """Record that sales no longer count after the running window, or after today.

    A program that is cut into windows ends with the one that runs, since thresholds are
    promised for whole windows; any other ends today.

    Raises:
        NotPermitted: The actor may not write programs.
        Refused: It excludes others and has one window only, so that it cannot end early.
        Conflict: It was retired already.
    """
    by.must("program.write")
    last_day = _last_day(program, today(settings.TIME_ZONE))
    try:
        with transaction.atomic():
            retirement = Retirement.objects.create(
                program=program, last_day=last_day, at=now(), by=by.name, reason=reason
            )
            record_event(
                PROGRAM_RETIRED,
                by,
                ("program", program.pk),
                {"program": program.title_id},
                after={"reason": reason, "last_day": last_day},
            )
    except IntegrityError as error:
        raise Conflict("program.retired_already", code=program.code) from error
    return retirement


def _last_day(program: Program, day: date) -> date:
    plan = binding_plan(program, day)
    if plan is None or day < plan.period.start:
        return day
    period = plan.period
    if period.every not in {None, "order"}:
        window = window_holding(day, period.window, period.every)
        return day if window is None or window.end is None else window.end
    if plan.stacking is not None and period.every is None:
        raise Refused([Problem("program.group_cut", "document")])
    return day
