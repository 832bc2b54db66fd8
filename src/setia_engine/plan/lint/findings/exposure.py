"""Exposure without a bound: money that no cap and no budget holds back."""

from __future__ import annotations

from collections.abc import Iterator

from setia_engine.plan.document import Plan
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.reward import (
    FlatReward,
    RaceReward,
    RankingReward,
    TiersReward,
)
from setia_engine.plan.words.clauses.examples import facts
from setia_engine.plan.words.phrase import Count, Sum, phrase
from setia_engine.plan.worth.example import usual_case

PARTIES = 1_000


def unbounded_exposure(plan: Plan) -> Iterator[Finding]:
    """Find plans whose cost grows with sales or with parties, and stops nowhere."""
    if plan.settlement.given != "money" or not _can_grow(plan):
        return
    if plan.caps.per_party is not None or plan.caps.budget is not None:
        return
    case = usual_case(plan)
    if case.award <= 0:
        return
    yield Finding(
        "exposure",
        "warning",
        plan.id,
        "caps",
        phrase("exposure"),
        phrase(
            "exposure.example",
            parties=Count(PARTIES, "parties"),
            facts=facts(case),
            total=Sum(case.award * PARTIES),
            more=Count(PARTIES * 10, "parties"),
            tenfold=Sum(case.award * PARTIES * 10),
        ),
    )


def _can_grow(plan: Plan) -> bool:
    """Say whether a window may cost any amount."""
    match plan.reward:
        case RaceReward():
            return False  # so many winners, so much each
        case RankingReward(ranking=places):
            return any(place.rate is not None for place in places)
        case FlatReward():
            return plan.eligible.party is None
        case TiersReward(tiers=tiers):
            flat = all(tier.flat is not None for tier in tiers)
            return not flat or plan.eligible.party is None
        case _:
            return True
