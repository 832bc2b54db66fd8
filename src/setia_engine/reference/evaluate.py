"""The order of work: lines, credit, …, funding, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import TypeVar

from setia_engine.plan.document import CREDITED, Plan
from setia_engine.reference.account import decimal_of, explanation_of, funding_of
from setia_engine.reference.adjust import Claim, claim_to, stacked, within_budget
from setia_engine.reference.contest import earned_in_window
from setia_engine.reference.directory import Directory
from setia_engine.reference.lines import sales_of
from setia_engine.reference.performance import Performance, performances_of
from setia_engine.reference.rows import Award, Evaluation, Facts, Standing
from setia_engine.values.window import Window
from setia_engine.values.zone import local_date

Row = TypeVar("Row")


def evaluate(plans: Sequence[Plan], facts: Facts, as_of: datetime) -> Evaluation:
    """Evaluate plans together, as everything stood and was known at ``as_of``.

    Raises:
        ValueError: ``as_of`` has no offset, so that it is no moment.
    """
    if as_of.tzinfo is None:
        raise ValueError("as_of needs an offset")
    directory = Directory(facts)
    earned = (claim for plan in plans for claim in claims_of(plan, facts, directory, as_of))
    claims = budgeted(stacked(earned))
    due = [claim for claim in claims if claim.gross != 0]
    window = ("plan_id", "window_from", "order_id", "party_id")
    explained = ("plan_id", "window_from", "order_id_of_window", "party_id", "order_id")
    return Evaluation(
        awards=_sorted((award_of(claim, as_of) for claim in due), *window),
        explain=_sorted(
            (line for claim in due for line in explanation_of(claim)), *explained, "line_no"
        ),
        funding=_sorted(
            (part for claim in due for part in funding_of(claim)), *window, "funder"
        ),
        standings=_sorted((standing_of(claim) for claim in claims), *window),
    )


def claims_of(
    plan: Plan, facts: Facts, directory: Directory, as_of: datetime
) -> list[Claim]:
    """Return what every party has a claim to from one plan, before other plans count."""
    sales = sales_of(plan, facts.lines, directory, as_of)
    today = local_date(as_of, plan.period.timezone)
    rivals: dict[tuple[Window, str | None], list[Performance]] = defaultdict(list)
    for performance in performances_of(plan, sales, directory, today):
        rivals[performance.window, performance.window_order].append(performance)
    return [
        claim_to(performance, earned)
        for group in rivals.values()
        for performance, earned in zip(group, earned_in_window(group), strict=True)
    ]


def budgeted(claims: Iterable[Claim]) -> list[Claim]:
    """Hold each plan's awards within its budget."""
    by_plan: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_plan[claim.plan.id].append(claim)
    return [
        claim for group in by_plan.values() for claim in within_budget(group[0].plan, group)
    ]


def award_of(claim: Claim, as_of: datetime) -> Award:
    """Return the row of an award; it is final once its window's last day is over."""
    plan, where = claim.plan, claim.performance
    over = _is_over(where.window, local_date(as_of, plan.period.timezone))
    return Award(
        plan_id=plan.id,
        window_from=where.window.start,
        window_to=where.window.end,
        order_id=where.window_order,
        party_id=claim.party_id,
        payee_id=claim.party_id if plan.payee == CREDITED else plan.payee,
        unit=plan.settlement.given,
        measure=decimal_of(where.value, 6),
        tier=claim.earned.tier,
        place=claim.earned.place,
        gross=decimal_of(claim.money(claim.gross), 2),
        amount=decimal_of(claim.money(claim.amount), 2),
        status="final" if over else "provisional",
        as_of=as_of,
    )


def standing_of(claim: Claim) -> Standing:
    """Return where a party stands, with every number that decided about it."""
    where = claim.performance
    return Standing(
        plan_id=claim.plan.id,
        window_from=where.window.start,
        window_to=where.window.end,
        order_id=where.window_order,
        party_id=claim.party_id,
        measure=_six(where.measured.value),
        base=_six(where.measured.base),
        tier=claim.earned.tier,
        place=claim.earned.place,
        gross=decimal_of(claim.money(claim.gross), 2),
        amount=decimal_of(claim.money(claim.amount), 2),
        failed=where.failed,
        condition_values=tuple(_six(value) for value in where.condition_values),
    )


def _is_over(window: Window, today: date) -> bool:
    return window.end is not None and window.end < today


def _six(value: Fraction | None) -> Decimal | None:
    return None if value is None else decimal_of(value, 6)


def _sorted(rows: Iterable[Row], *names: str) -> tuple[Row, ...]:
    """Sort rows by columns, missing first, text by code point."""
    columns = attrgetter(*names)

    def missing_first(row: Row) -> list[tuple[bool, object]]:
        return [(value is not None, value) for value in columns(row)]

    return tuple(sorted(rows, key=missing_first))
