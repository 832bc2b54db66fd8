"""Worked examples: assumed sales, and what they would be paid."""

from __future__ import annotations

from collections.abc import Iterator

from setia_engine.plan.document import Plan
from setia_engine.plan.measure import COUNTS, Growth, Name
from setia_engine.plan.reward import RaceReward
from setia_engine.plan.words.clauses.measures import measure_of
from setia_engine.plan.words.phrase import (
    Count,
    Listing,
    Measured,
    Phrase,
    Sum,
    Value,
    phrase,
    point,
)
from setia_engine.plan.worth.example import Case, cases, race_total
from setia_engine.plan.worth.sales import Sales


def examples(plan: Plan) -> Iterator[Phrase]:
    """Show what the plan pays on sales that a reader can follow."""
    if plan.conditions:
        yield phrase("example.if_met")
    if isinstance(plan.reward, RaceReward):
        key = "example.race" if len(plan.reward.race) == 1 else "example.races"
        yield point(key, award=Sum(race_total(plan), plan.settlement.given))
        return
    for case in cases(plan):
        yield _case(plan, case)


def _case(plan: Plan, case: Case) -> Phrase:
    parts: dict[str, Value] = {
        "facts": facts(case),
        "award": Sum(case.award, plan.settlement.given),
    }
    if case.table is not None:
        parts["by"] = phrase(f"by.{case.table.by}")
        parts["entry"] = next(iter(case.table.values))
    key = "example.table" if case.table is not None else "example.plain"
    if case.place is not None:
        key, parts["place"] = f"{key}.place", Count(case.place)
    return point(key, **parts)


def facts(case: Case) -> Listing:
    """Name the sums of an example that its award depends on."""
    return Listing([fact(case.sales, measure) for measure in case.told])


def fact(sales: Sales, measure: Name | Growth) -> Phrase:
    """Name one sum of assumed sales."""
    value = Measured(sales.measured(measure), measure)
    if not isinstance(measure, Growth):
        if measure == "quantity" or measure in COUNTS:
            return phrase("fact.counted", value=value)
        return phrase("fact", measure=measure_of(measure), value=value)
    return phrase(
        "fact.growth",
        measure=measure_of(measure.growth),
        value=value,
        now=Measured(sales.measured(measure.growth), measure.growth),
        base=Measured(sales.base or 0, measure.growth),
    )
