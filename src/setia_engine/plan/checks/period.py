"""Rules of time: the order of dates, and growth that needs an earlier window."""

from __future__ import annotations

from collections.abc import Iterator

from setia_engine.plan.checks.draft import DAY, Draft, read
from setia_engine.values.problem import Problem


def ends_before_it_starts(draft: Draft) -> Iterator[Problem]:
    """`period.to` is on or after `period.from`."""
    period = draft.part("period")
    start, end = read(DAY, period.get("from")), read(DAY, period.get("to"))
    if start is not None and end is not None and end < start:
        allowed = f"{start} (`from`) or later"
        yield draft.problem("period-order", ("period", "to"), allowed)


def growth_of_an_order(draft: Draft) -> Iterator[Problem]:
    """An order has no earlier window to grow from."""
    if draft.part("period").get("every") == "order":
        for steps, _ in draft.growths():
            allowed = "no growth with `period.every: order`, which has no earlier window"
            yield draft.problem("growth-window", steps, allowed)


def growth_without_end(draft: Draft) -> Iterator[Problem]:
    """An open period in one piece has no earlier window of its length."""
    period = draft.part("period")
    if "from" in period and "to" not in period and "every" not in period:
        for steps, _ in draft.growths():
            allowed = "growth with a `period.to`, or with `period.every`"
            yield draft.problem("growth-window", steps, allowed)


def growth_of_a_week_over_last_year(draft: Draft) -> Iterator[Problem]:
    """A week's dates a year earlier are no week."""
    if draft.part("period").get("every") == "week":
        for steps, measure in draft.growths():
            if measure.get("over") == "last_year":
                yield draft.problem(
                    "growth-window", (*steps, "over"), "previous, with `period.every: week`"
                )
