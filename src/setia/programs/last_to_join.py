"""Until when anybody may join a program at the latest, whatever its terms say."""

from __future__ import annotations

from datetime import date

from setia.programs.models import Program, ProgramVersion
from setia.programs.models.program import last_day_of
from setia.programs.read_document import read_document
from setia_engine.plan.document import Plan
from setia_engine.values.window import window_holding


def last_to_join(program: Program) -> date | None:
    """Return the last day of a program's first window; None where it has no end.

    Sales of every window count for whoever joined. Somebody who joined after a window would
    change a month that may be final already.
    """
    versions = ProgramVersion.objects.filter(program=program)
    first = versions.approved().order_by("number").first()
    found = first or versions.order_by("number").last()
    days = [last_day_of(program)]
    if found is not None:
        days.append(first_window_end(read_document(found.document)))
    return min((day for day in days if day is not None), default=None)


def first_window_end(plan: Plan) -> date | None:
    """Return the last day of a plan's first window; of orders and days the day it starts."""
    period = plan.period
    window = window_holding(period.start, period.window, period.every)
    return window.end if window else None
