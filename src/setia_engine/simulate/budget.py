"""Budget: the day on which it would be used up, by the lines that carry the awards."""

# ruff: noqa: S608 - statements are put together from our own names, never from cells

from __future__ import annotations

from datetime import date

from setia_engine.plan.terms import Caps
from setia_engine.simulate.counted import COUNTED
from setia_engine.simulate.trial import Trial
from setia_engine.values.window import day_of

OPEN = "trial_open"


def used_up_on(trial: Trial) -> date | None:
    """Return the day of history by whose sales the budget is used up; None where it lasts.

    Awards are told without the budget, each on the days of the lines that carry it.
    """
    budget = trial.plan.caps.budget
    if budget is None:
        return None
    caps = Caps(per_party=trial.plan.caps.per_party)
    without = trial.plan.model_copy(update={"caps": caps})
    duck = trial.facts.connection
    duck.execute(
        f"CREATE OR REPLACE TEMP TABLE {OPEN} (order_id VARCHAR, line_no BIGINT, minor HUGEINT)"
    )
    for table in trial.outcome(explain=True, plan=without).explain:
        duck.register("trial_part", table)
        duck.execute(
            f"INSERT INTO {OPEN} SELECT order_id, line_no,"
            " CAST(amount * 100 AS HUGEINT) FROM trial_part"
        )
        duck.unregister("trial_part")
    found = duck.execute(
        f"""
        SELECT min(day) FROM (
            SELECT c.day, sum(sum(o.minor)) OVER (ORDER BY c.day) AS so_far
            FROM {OPEN} AS o
            JOIN {COUNTED} AS c ON c.order_id = o.order_id AND c.line_no = o.line_no
            GROUP BY c.day
        ) WHERE so_far >= {int(budget * 100)}
        """
    ).fetchone()
    return None if found is None or found[0] is None else day_of(int(found[0]))
