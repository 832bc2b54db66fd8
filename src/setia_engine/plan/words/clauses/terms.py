"""The terms around the reward: caps, returns, rounding, stacking, funding, payment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from setia_engine.plan.document import CREDITED, Plan
from setia_engine.plan.reward import PerUnitReward, RateReward, StepReward
from setia_engine.plan.terms import HOUSE
from setia_engine.plan.words.phrase import Count, Listing, Percent, Phrase, Sum, phrase

FOLLOWS_THE_SIGN = (RateReward, PerUnitReward, StepReward)


def caps(plan: Plan) -> Iterator[Phrase]:
    """The most that is paid."""
    unit, limits = plan.settlement.given, plan.caps
    if limits.per_party is None and limits.budget is None:
        yield phrase("caps.none")
        return
    if limits.per_party is not None:
        yield phrase("caps.per_party", cap=Sum(limits.per_party, unit))
    if limits.budget is not None:
        yield phrase("caps.budget", budget=Sum(limits.budget, unit))
        yield phrase(f"caps.{limits.on_budget}")
    if plan.returns != "ignore" and isinstance(plan.reward, FOLLOWS_THE_SIGN):
        yield phrase("caps.clawbacks")


def returns(plan: Plan) -> Iterator[Phrase]:
    """What happens when goods come back."""
    yield phrase(f"returns.{plan.returns}")
    if plan.returns == "ignore":
        return
    if isinstance(plan.reward, FOLLOWS_THE_SIGN):
        yield phrase("returns.clawback")
    else:
        yield phrase("returns.never_below")


def rounding(plan: Plan) -> Iterator[Phrase]:
    """To which unit, and which way."""
    unit = Sum(plan.rounding.to, plan.settlement.given)
    yield phrase(f"rounding.{plan.rounding.mode}", unit=unit)


def stacking(plan: Plan) -> Iterator[Phrase]:
    """Which other plans this one does not add to."""
    if plan.stacking is None:
        yield phrase("stacking.none")
        return
    group, priority = plan.stacking.group, Count(plan.stacking.priority)
    yield phrase(f"stacking.{plan.stacking.keep}", group=group, priority=priority)


def funding(plan: Plan) -> Iterator[Phrase]:
    """Who pays for it."""
    if not plan.funding:
        yield phrase("funding.house")
        return
    parts = [
        phrase(
            "funding.part",
            party=phrase("house") if funder.party == HOUSE else funder.party,
            share=Percent(funder.share),
        )
        for funder in plan.funding
    ]
    rest = 1 - sum((funder.share for funder in plan.funding), start=Decimal(0))
    if rest > 0:
        yield phrase("funding.shared", funders=Listing(parts), rest=Percent(rest))
    else:
        yield phrase("funding.whole", funders=Listing(parts))


def settlement(plan: Plan) -> Iterator[Phrase]:
    """What is given, to whom, by when, and what it waits for."""
    terms = plan.settlement
    own = plan.payee == CREDITED
    payee = phrase("payee.credited") if own else phrase("payee.party", party=plan.payee)
    within = Count(terms.within, "days")
    given = phrase(f"given.{terms.given}")
    soon = "settlement.at_once" if terms.within == 0 else "settlement.within"
    yield phrase(soon, given=given, payee=payee, within=within)
    yield phrase(f"release.{terms.release}")
    if terms.hold:
        yield phrase("settlement.hold", hold=Count(terms.hold, "days"))
    yield phrase("settlement.provisional")
