"""Record what was paid for a gathering, charge it to a care budget, and take it back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from setia.budgets.charge_budget import Spending, charge_budget
from setia.budgets.models import Budget, Charge
from setia.budgets.reverse_charge import reverse_charge
from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.events.events import COST_RECORDED, COST_TAKEN_BACK
from setia.events.models import CostReversal, Gathering, GatheringCost

LONGEST, LONGEST_KEY, LONGEST_REASON = 160, 40, 300
LARGEST = 10**15


@dataclass(frozen=True)
class Paid:
    """What was paid for, in minor units, from which budget, and the key of its form."""

    what: str
    minor: int
    key: str
    budget: Budget | None = None


def record_cost(gathering: Gathering, paid: Paid, by: Actor) -> GatheringCost:
    """Record a cost, and charge it to a budget where one pays for it.

    Raises:
        NotPermitted: The actor may not record costs, or not charge budgets.
        Refused: It has no words or no whole amount, or the budget does not pay.
        Conflict: The same form was sent before.
    """
    by.must("gathering.cost")
    _must_be_whole(paid)
    try:
        with transaction.atomic():
            row = GatheringCost.objects.create(
                gathering=gathering,
                what=paid.what.strip(),
                minor=paid.minor,
                key=paid.key,
                charge=_charged(gathering, paid, by),
                at=now(),
                by=by.name,
            )
            params = {"what": row.what, "title": gathering.title}
            about, after = ("gathering", gathering.pk), {"minor": row.minor}
            record_event(COST_RECORDED, by, about, params, after=after)
    except IntegrityError as error:
        raise Conflict("cost.twice") from error
    return row


def take_back_cost(cost: GatheringCost, reason: str, by: Actor) -> CostReversal:
    """Take back what was recorded wrongly; a budget that paid for it has its money again.

    Raises:
        NotPermitted: The actor may not record costs.
        Refused: There is no reason.
        Conflict: It was taken back before.
    """
    by.must("gathering.cost")
    if not reason.strip() or len(reason) > LONGEST_REASON or not is_plain(reason):
        raise Refused([Problem("cost.reason", "reason")])
    try:
        with transaction.atomic():
            row = CostReversal.objects.create(
                cost=cost, at=now(), by=by.name, reason=reason.strip()
            )
            if cost.charge is not None:
                reverse_charge(cost.charge, reason, by)
            params = {"what": cost.what, "title": cost.gathering.title}
            about, after = ("gathering", cost.gathering_id), {"reason": row.reason}
            record_event(COST_TAKEN_BACK, by, about, params, after=after)
    except IntegrityError as error:
        raise Conflict("cost.taken_back") from error
    return row


def _charged(gathering: Gathering, paid: Paid, by: Actor) -> Charge | None:
    if paid.budget is None:
        return None
    ref = f"gathering {gathering.pk} {paid.key}"
    note = f"{gathering.title}: {paid.what.strip()}"[:300]
    return charge_budget(paid.budget, Spending("event", paid.minor, None, ref, note), by)


def _must_be_whole(paid: Paid) -> None:
    problems = []
    if not paid.what.strip() or len(paid.what) > LONGEST or not is_plain(paid.what):
        problems.append(Problem("cost.what", "what", {"most": LONGEST}))
    if not 0 < paid.minor <= LARGEST or paid.minor % 100:
        problems.append(Problem("cost.amount", "amount"))
    if not paid.key or len(paid.key) > LONGEST_KEY or not is_plain(paid.key):
        problems.append(Problem("cost.twice"))
    if problems:
        raise Refused(problems)
