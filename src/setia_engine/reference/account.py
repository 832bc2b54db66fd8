"""Who bears an award and which lines carry it: shares that sum exactly to the award."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from setia_engine.plan.terms import HOUSE
from setia_engine.reference.adjust import Claim
from setia_engine.reference.measure import ZERO
from setia_engine.reference.reward import Part
from setia_engine.reference.rows import ExplainedLine, FundedPart
from setia_engine.values.rounding import round_units, share_out


def funding_of(claim: Claim) -> Iterator[FundedPart]:
    """Share an award among its funders; what they leave is the house's, last in ties."""
    shares = [(funder.party, Fraction(funder.share)) for funder in claim.plan.funding]
    rest = 1 - sum((share for _, share in shares), ZERO)
    if rest > 0:
        shares.append((HOUSE, rest))
    parts = share_out(claim.amount, [share for _, share in shares])
    for (funder, _), units in zip(shares, parts, strict=True):
        yield FundedPart(
            plan_id=claim.plan.id,
            window_from=claim.performance.window.start,
            order_id=claim.performance.window_order,
            party_id=claim.party_id,
            funder=funder,
            amount=decimal_of(claim.money(units), 2),
        )


def explanation_of(claim: Claim) -> Iterator[ExplainedLine]:
    """Share an award among its lines by weight; ties by order and line number."""
    parts = sorted(claim.earned.parts, key=lambda part: part.sale.key)
    for part, units in zip(parts, _carried(claim.amount, parts), strict=True):
        yield ExplainedLine(
            plan_id=claim.plan.id,
            window_from=claim.performance.window.start,
            order_id_of_window=claim.performance.window_order,
            party_id=claim.party_id,
            order_id=part.sale.line.order_id,
            line_no=part.sale.line.line_no,
            basis=decimal_of(part.basis, 6),
            amount=decimal_of(claim.money(units), 2),
        )


def _carried(units: int, parts: list[Part]) -> list[int]:
    """Return each line's units; where weights sum to nothing the last line carries all."""
    weights = [part.weight for part in parts]
    if sum(weights) == 0:
        last = max(parts, key=lambda part: part.sale.moment)
        weights = [Fraction(part is last) for part in parts]
    return share_out(units, weights)


def decimal_of(exact: Fraction, places: int) -> Decimal:
    """Write money with two decimals, a measure with six, half away from zero."""
    return Decimal(f"{round_units(exact * 10**places, 'half_up')}e-{places}")
