"""Rewards that a return cannot take back."""

from __future__ import annotations

from collections.abc import Iterator

from setia_engine.plan.document import Plan
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.measure import COUNTS
from setia_engine.plan.reward import (
    FlatReward,
    RankingReward,
    StepReward,
    TiersReward,
)
from setia_engine.plan.words.clauses.examples import facts
from setia_engine.plan.words.clauses.measures import measure_of
from setia_engine.plan.words.phrase import Phrase, Sum, phrase
from setia_engine.plan.worth.example import usual_case


def kept_after_returns(plan: Plan) -> Iterator[Finding]:
    """Find awards that stay when everything comes back.

    A count is of lines that were sold; a return does not make them fewer.
    """
    if plan.returns == "ignore":
        yield _found(plan, "returns", phrase("kept.ignored"))
    elif plan.measure in COUNTS and _pays_by_measure(plan):
        yield _found(
            plan, "measure", phrase("kept.count", measure=measure_of(plan.measure))
        )
    elif _pays_once(plan):
        for number, condition in enumerate(plan.conditions):
            if condition.measure in COUNTS:
                measure = measure_of(condition.measure)
                path = f"conditions[{number}].measure"
                yield _found(plan, path, phrase("kept.condition", measure=measure))


def _pays_by_measure(plan: Plan) -> bool:
    match plan.reward:
        case TiersReward(tiers=tiers):
            return any(tier.flat is not None for tier in tiers)
        case RankingReward(ranking=places):
            return any(place.flat is not None for place in places)
        case FlatReward() | StepReward():
            return True
        case _:
            return False


def _pays_once(plan: Plan) -> bool:
    return _pays_by_measure(plan) and not isinstance(plan.reward, StepReward)


def _found(plan: Plan, path: str, says: Phrase) -> Finding:
    case = usual_case(plan)
    amount = Sum(case.award, plan.settlement.given)
    example = phrase("kept.example", facts=facts(case), amount=amount)
    return Finding("kept", "warning", plan.id, path, says, example)
