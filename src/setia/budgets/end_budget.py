"""End a budget before its last day."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from setia.budgets.events import BUDGET_ENDED
from setia.budgets.models import Budget, BudgetEnd
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import plain_text
from setia.core.record_event import record_event

LONGEST = 300


def end_budget(budget: Budget, last_day: date, reason: str, by: Actor) -> BudgetEnd:
    """Let a budget pay for nothing after a day; what was charged stays.

    Raises:
        NotPermitted: The actor may not set budgets.
        Refused: There is no reason, or the day is none of the budget's.
        Conflict: It was ended already.
    """
    by.must("budget.write")
    words = plain_text(reason).strip()
    problems = []
    if not 0 < len(words) <= LONGEST:
        problems.append(Problem("budget.reason_missing", "reason"))
    if not budget.starts_on <= last_day <= budget.ends_on:
        problems.append(Problem("budget.end_day", "last_day"))
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            end = BudgetEnd.objects.create(
                budget=budget, last_day=last_day, at=now(), by=by.name, reason=words
            )
            told = {"budget": budget.name, "day": last_day.isoformat()}
            record_event(BUDGET_ENDED, by, ("budget", budget.pk), told)
    except IntegrityError as error:
        raise Conflict("budget.ended_already") from error
    return end
