"""Record what was paid for a gathering."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Sum

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.plain_text import is_plain
from setia.core.record_event import record_event
from setia.events.events import COST_RECORDED
from setia.events.models import Gathering, GatheringCost

LONGEST = 160
LARGEST = 10**15


@dataclass(frozen=True)
class Paid:
    """What was paid for, how much in minor units, and the key of the form it came with."""

    what: str
    minor: int
    key: str


def record_cost(gathering: Gathering, paid: Paid, by: Actor) -> GatheringCost:
    """Record a cost; one with a minus corrects what was recorded before.

    Raises:
        NotPermitted: The actor may not record costs.
        Refused: It has no words or no whole amount, or all would be below nothing.
        Conflict: The same form was sent before.
    """
    by.must("gathering.cost")
    _must_be_whole(paid)
    try:
        with transaction.atomic():
            locked = Gathering.objects.select_for_update().get(pk=gathering.pk)
            before: int = locked.costs.aggregate(sum=Sum("minor"))["sum"] or 0
            if before + paid.minor < 0:
                raise Refused([Problem("cost.below", "amount")])
            row = GatheringCost.objects.create(
                gathering=locked,
                what=paid.what.strip(),
                minor=paid.minor,
                key=paid.key,
                at=now(),
                by=by.name,
            )
            params = {"what": row.what, "title": locked.title}
            about, after = ("gathering", locked.pk), {"minor": row.minor}
            record_event(COST_RECORDED, by, about, params, after=after)
    except IntegrityError as error:
        raise Conflict("cost.twice") from error
    return row


def _must_be_whole(paid: Paid) -> None:
    problems = []
    if not paid.what.strip() or len(paid.what) > LONGEST or not is_plain(paid.what):
        problems.append(Problem("cost.what", "what", {"most": LONGEST}))
    if not paid.minor or paid.minor % 100 or abs(paid.minor) > LARGEST:
        problems.append(Problem("cost.amount", "amount"))
    if not paid.key or len(paid.key) > 40 or not is_plain(paid.key):
        problems.append(Problem("cost.twice"))
    if problems:
        raise Refused(problems)
