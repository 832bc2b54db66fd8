"""What the tests of the reference ask: who is paid how much by which plans on which lines.

Money is compared as whole rupiah or text, so that a test reads like the rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from setia_engine.plan.document import Plan
from setia_engine.reference.evaluate import evaluate
from setia_engine.reference.rows import (
    Award,
    Evaluation,
    Facts,
    HistoryRow,
    Line,
    Party,
    Product,
    Standing,
)

LATER = "2100-01-01T00:00:00+07:00"


def evaluated(
    plans: Plan | Sequence[Plan],
    *lines: Line,
    parties: Sequence[Party] = (),
    history: Sequence[HistoryRow] = (),
    products: Sequence[Product] = (),
    as_of: str = LATER,
) -> Evaluation:
    """Evaluate one plan or several, by default long after everything."""
    together = [plans] if isinstance(plans, Plan) else plans
    facts = Facts(lines, parties, history, products)
    return evaluate(together, facts, datetime.fromisoformat(as_of))


def awards(plans: Plan | Sequence[Plan], *lines: Line, **given) -> tuple[Award, ...]:
    return evaluated(plans, *lines, **given).awards


def paid(plan: Plan, *lines: Line, **given) -> Mapping[str, Decimal]:
    """Return what each party gets from a plan, summed over its windows."""
    total: dict[str, Decimal] = {}
    for award in awards(plan, *lines, **given):
        total[award.party_id] = total.get(award.party_id, Decimal(0)) + award.amount
    return total


def standing(plan: Plan, *lines: Line, **given) -> Standing:
    """Return the only standing that there is."""
    [only] = evaluated(plan, *lines, **given).standings
    return only


def changed(party_id: str, attribute: str, value: str | None, day: str) -> HistoryRow:
    return HistoryRow(
        party_id=party_id,
        attribute=attribute,
        value=value,
        from_date=date.fromisoformat(day),
    )
