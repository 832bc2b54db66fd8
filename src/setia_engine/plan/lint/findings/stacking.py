"""Plans of one stacking group that differ in what they must share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from setia_engine.plan.checks.run import SHARED, differing_in_group, told
from setia_engine.plan.document import Plan
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.words.phrase import Sum, phrase
from setia_engine.plan.worth.example import usual_case


def differing_groups(plans: Sequence[Plan]) -> Iterator[Finding]:
    """Find awards that are to exclude each other but can't be held against each other."""
    for first, plan, path in differing_in_group(plans):
        group = plan.stacking.group if plan.stacking else ""
        yield Finding(
            "stacking",
            "error",
            plan.id,
            path,
            phrase(
                "stacking",
                group=group,
                path=path,
                here=told(SHARED[path](plan)),
                there=told(SHARED[path](first)),
                other=first.id,
            ),
            phrase(
                "stacking.example",
                plan=plan.id,
                amount=Sum(usual_case(plan).award, plan.settlement.given),
                other=first.id,
                against=Sum(usual_case(first).award, first.settlement.given),
            ),
        )
