"""All findings, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from setia_engine.plan.document import Plan
from setia_engine.plan.lint.catalogue import Product
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.lint.findings.cliff import cliffs
from setia_engine.plan.lint.findings.exposure import unbounded_exposure
from setia_engine.plan.lint.findings.impossible import impossible
from setia_engine.plan.lint.findings.kept import kept_after_returns
from setia_engine.plan.lint.findings.minimum import minimum_too_high
from setia_engine.plan.lint.findings.overlap import overlaps
from setia_engine.plan.lint.findings.stacking import differing_groups
from setia_engine.plan.lint.findings.unreachable import unreachable
from setia_engine.plan.lint.findings.worthwhile import hardly_worthwhile

WORTHWHILE = Decimal(30_000)
OF_A_PLAN: tuple[Callable[[Plan], Iterator[Finding]], ...] = (
    cliffs,
    unreachable,
    impossible,
    unbounded_exposure,
    kept_after_returns,
)
OF_A_RUN: tuple[Callable[[Sequence[Plan]], Iterator[Finding]], ...] = (
    differing_groups,
    overlaps,
)


def lint(
    plans: Sequence[Plan],
    products: Sequence[Product] = (),
    worthwhile: Decimal = WORTHWHILE,
) -> list[Finding]:
    """Return what there is to say about plans, plan by plan, then between them."""
    found: list[Finding] = []
    for plan in plans:
        for finding in OF_A_PLAN:
            found.extend(finding(plan))
        found.extend(minimum_too_high(plan, products))
        found.extend(hardly_worthwhile(plan, products, worthwhile))
    for between in OF_A_RUN:
        found.extend(between(plans))
    return found
