"""Close a conversation with how it ended, and what was given to make good."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from setia.budgets.charge_budget import Spending, charge_budget
from setia.budgets.models import Budget, Charge, ChargeKind
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Problem, Refused
from setia.core.record_event import record_event
from setia.helpdesk.desk_of import desk_of
from setia.helpdesk.events import CONVERSATION_CLOSED
from setia.helpdesk.models import Closing, Conversation, Desk
from setia.helpdesk.promise_answer import end_promise
from setia.helpdesk.words import problems_of


@dataclass(frozen=True)
class Solution:
    """How it ended; what was given to make good, what that cost, and which budget pays."""

    text: str
    given: str = ""
    minor: int = 0
    budget: Budget | None = None

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it."""
        found = problems_of(self.text, "text", 1_000, "helpdesk.solution_missing")
        found += problems_of(self.given, "given", 300)
        if bool(self.given.strip()) != bool(self.minor):
            found.append(Problem("helpdesk.given_missing", "given"))
        if self.minor < 0:
            found.append(Problem("helpdesk.amount_wrong", "minor"))
        if self.minor and self.budget is None:
            found.append(Problem("helpdesk.budget_missing", "budget"))
        return found


def close_conversation(
    conversation: Conversation, solution: Solution, by: Actor
) -> Closing:
    """Close it; a promise that still runs ends here too.

    Raises:
        NotPermitted: The actor may not answer.
        NotFound: It is not theirs to see.
        Refused: Everything that is wrong with the solution, or the budget does not pay.
        Conflict: It was closed in the meantime.
    """
    by.must("inbox.answer")
    problems = solution.problems()
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        desk = desk_of(conversation, by)
        closing = _closed(desk, solution, by)
        end_promise(desk, closing.at, closing, by)
        about, told = ("conversation", desk.pk), desk.conversation.told()
        record_event(CONVERSATION_CLOSED, by, about, told, after={"closing": closing.pk})
        desk.delete()
    return closing


def _closed(desk: Desk, solution: Solution, by: Actor) -> Closing:
    rows = desk.conversation.closings
    last: int = rows.aggregate(last=Max("number"))["last"] or 0
    return Closing.objects.create(
        conversation=desk.conversation,
        number=last + 1,
        at=now(),
        by=by.name,
        by_key=by.key,
        solution=solution.text.strip(),
        given=solution.given.strip(),
        charge=_charged(desk, solution, last + 1, by),
    )


def _charged(desk: Desk, solution: Solution, number: int, by: Actor) -> Charge | None:
    """Let the budget pay for what was given; once, since a closing has its number."""
    if solution.budget is None or not solution.minor:
        return None
    ref = f"solution {desk.pk} {number}"
    about, note = desk.conversation.party, solution.given.strip()
    spending = Spending(ChargeKind.SOLUTION, solution.minor, about, ref, note)
    return charge_budget(solution.budget, spending, by)
