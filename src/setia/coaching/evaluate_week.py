"""Saturday: look who reached the target of the week by now, and keep it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction

from setia.coaching.events import WEEK_EVALUATED
from setia.coaching.models import WeekEvaluation, WeeklyTarget
from setia.coaching.week_revenue import SATURDAY, WEEK, this_week, week_revenue
from setia.core.actor import Actor
from setia.core.clock import now, today
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.people.resolve_code import survivors

AT_ONCE = 500


def evaluate_week(week: date, by: Actor) -> int:
    """Keep for each target of a week whether it was reached by this moment; return how many.

    What was sold from Monday on and is known by now counts, returns deducted. What was
    evaluated before stays: a later sale does not take the praise back, nor bring it.

    Raises:
        NotPermitted: The actor may not set targets.
        Refused: Saturday has not come, or nothing waits.
        Conflict: Somebody else did it in the same moment.
    """
    by.must("target.write")
    if week.weekday() or today(settings.TIME_ZONE) < week + SATURDAY:
        raise Refused([Problem("target.too_early")])
    rows = list(_evaluations(week, by))
    if not rows:
        raise Refused([Problem("target.none")])
    try:
        with transaction.atomic():
            WeekEvaluation.objects.bulk_create(rows, batch_size=AT_ONCE)
            reached = sum(1 for one in rows if one.reached)
            params = {"count": len(rows), "reached": reached}
            record_event(WEEK_EVALUATED, by, ("week", week.isoformat()), params)
    except IntegrityError as error:
        raise Conflict("target.over") from error
    return len(rows)


def _evaluations(week: date, by: Actor) -> Iterator[WeekEvaluation]:
    at = now()
    done = set(WeekEvaluation.objects.filter(week=week).values_list("party", flat=True))
    gone = survivors()
    targets = {
        row.party_id: row.target_minor
        for row in WeeklyTarget.objects.counting().filter(week=week)
        if row.party_id not in done and row.party_id not in gone
    }
    keys = sorted(targets)
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        for party, revenue in week_revenue(some, [week], at).items():
            yield WeekEvaluation(
                party_id=party,
                week=week,
                target_minor=targets[party],
                revenue_minor=revenue[0],
                at=at,
                by=by.name,
            )


def evaluate_last_week(by: Actor) -> int:
    """Evaluate the week before this one if nobody did; return how many targets it had."""
    try:
        return evaluate_week(this_week() - WEEK, by)
    except (Refused, Conflict):
        return 0
