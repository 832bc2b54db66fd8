"""Fund: who pays which part of each award; the parts sum exactly to it."""

from __future__ import annotations

from fractions import Fraction

from setia_engine.plan.document import Plan
from setia_engine.plan.terms import HOUSE
from setia_engine.stages.arithmetic.exact import Whole, split_by_shares


def funders(plan: Plan) -> list[tuple[str, Fraction]]:
    """Return who funds a plan and by which share; the house bears what is left, last."""
    named = [(funder.party, Fraction(funder.share)) for funder in plan.funding]
    left = 1 - sum((share for _, share in named), start=Fraction(0))
    return [*named, (HOUSE, left)] if left > 0 else named


def funded(plan: Plan, units: Whole) -> list[tuple[str, Whole]]:
    """Split each award over its funders, in units of the plan's rounding."""
    bearing = funders(plan)
    parts = split_by_shares(units, [share for _, share in bearing])
    return [(name, part) for (name, _), part in zip(bearing, parts, strict=True)]
