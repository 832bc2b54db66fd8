"""From what is earned to what is paid: rounding, per-party cap, stacking, budget.

From here on amounts are whole units of the plan's ``rounding.to``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from setia_engine.plan.document import Plan
from setia_engine.reference.performance import Performance
from setia_engine.reference.reward import Earned
from setia_engine.values.rounding import round_units, share_out


@dataclass(frozen=True)
class Claim:
    """What a party has a claim to for a performance: ``gross`` and what remains of it."""

    performance: Performance
    earned: Earned
    gross: int
    amount: int

    @property
    def plan(self) -> Plan:
        return self.performance.plan

    @property
    def party_id(self) -> str:
        return self.performance.party_id

    def money(self, units: int) -> Fraction:
        return units * Fraction(self.plan.rounding.to)


def claim_to(performance: Performance, earned: Earned) -> Claim:
    """Round what was earned, the only rounding there is, and cap it; no clawback is."""
    plan = performance.plan
    exact = earned.exact / Fraction(plan.rounding.to)
    gross = round_units(exact, plan.rounding.mode)
    cap = _units(plan.caps.per_party, plan)
    return Claim(performance, earned, gross, gross if cap is None else min(gross, cap))


def stacked(claims: Iterable[Claim]) -> list[Claim]:
    """Of a group's positive awards leave each party one in each window."""
    free, rivals = [], defaultdict(list)
    for claim in claims:
        if claim.plan.stacking is None or claim.amount <= 0:
            free.append(claim)
        else:
            where = claim.performance
            key = claim.plan.stacking.group, where.window, where.window_order
            rivals[*key, claim.party_id].append(claim)
    for group in rivals.values():
        kept, *others = sorted(group, key=_kept_first)
        free += [kept, *(replace(claim, amount=0) for claim in others)]
    return free


def _kept_first(claim: Claim) -> tuple[Fraction | int, str]:
    """Order rivals: with ``best`` the highest, with ``first`` the lowest priority."""
    stacking = claim.plan.stacking
    if stacking is not None and stacking.keep == "first":
        return stacking.priority, claim.plan.id
    return -claim.money(claim.amount), claim.plan.id


def within_budget(plan: Plan, claims: Sequence[Claim]) -> list[Claim]:
    """Bound the sum of one plan's positive awards over the whole period."""
    budget = _units(plan.caps.budget, plan)
    positive = [claim for claim in claims if claim.amount > 0]
    if budget is None or sum(claim.amount for claim in positive) <= budget:
        return list(claims)
    share = _first_come if plan.caps.on_budget == "first_come" else _prorated
    others = [claim for claim in claims if claim.amount <= 0]
    return [*others, *share(positive, budget)]


def _prorated(claims: Sequence[Claim], budget: int) -> list[Claim]:
    """Scale awards to sum exactly to the budget; ties by party, window, order."""
    ordered = sorted(claims, key=lambda claim: (claim.party_id, *_window_key(claim)))
    amounts = share_out(budget, [claim.amount for claim in ordered])
    return [
        replace(claim, amount=amount)
        for claim, amount in zip(ordered, amounts, strict=True)
    ]


def _first_come(claims: Sequence[Claim], budget: int) -> list[Claim]:
    """Pay in order of time until the budget is used up, the last award in part."""
    paid, left = [], budget
    for claim in sorted(claims, key=_came_first):
        amount = min(claim.amount, left)
        paid.append(replace(claim, amount=amount))
        left -= amount
    return paid


def _came_first(claim: Claim) -> tuple[object, ...]:
    """Order by window end, an open one last, then by the last counted line."""
    where = claim.performance
    end = where.window.end or date.max
    return end, where.last_instant, claim.party_id, where.window_order or ""


def _window_key(claim: Claim) -> tuple[object, ...]:
    return claim.performance.window.start, claim.performance.window_order or ""


def _units(amount: Decimal | None, plan: Plan) -> int | None:
    """Return a cap in rounding units, of which it is a whole number."""
    return None if amount is None else int(Fraction(amount) / Fraction(plan.rounding.to))
