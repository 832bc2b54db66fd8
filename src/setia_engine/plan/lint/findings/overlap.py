"""Plans that pay the same lines twice, to the same party, without a stacking group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from setia_engine.plan.document import Plan
from setia_engine.plan.filters import Filter, Scope
from setia_engine.plan.lint.finding import Finding
from setia_engine.plan.reward import paid_on_own_lines
from setia_engine.plan.words.phrase import Count, Sum, phrase
from setia_engine.plan.worth.award import award
from setia_engine.plan.worth.example import usual_case
from setia_engine.plan.worth.sales import sales_at, usual_value


def overlaps(plans: Sequence[Plan]) -> Iterator[Finding]:
    """Find plans that add up for one party on one sale, each pair told once."""
    for number, plan in enumerate(plans):
        others = [other for other in plans[number + 1 :] if _pay_twice(plan, other)]
        if others:
            yield _found(plan, others)


def _found(plan: Plan, others: list[Plan]) -> Finding:
    other = others[0]
    revenue = usual_value("revenue")
    sales = sales_at("revenue", revenue)
    one = award(plan, sales) or usual_case(plan).award
    two = award(other, sales) or usual_case(other).award
    unit, against = plan.settlement.given, other.settlement.given
    key = "overlap.example" if unit == against else "overlap.example.units"
    return Finding(
        "overlap",
        "warning",
        plan.id,
        "stacking",
        phrase(
            "overlap.one" if len(others) == 1 else "overlap.several",
            others=Count(len(others), "plans"),
            other=other.id,
        ),
        phrase(
            key,
            plan=plan.id,
            other=other.id,
            one=Sum(one, unit),
            two=Sum(two, against),
            total=Sum(one + two, unit),
        ),
    )


def _pay_twice(plan: Plan, other: Plan) -> bool:
    same_party = (plan.credit, plan.payee) == (other.credit, other.payee)
    return (
        same_party
        and not _share_a_group(plan, other)
        and _at_the_same_time(plan, other)
        and _can_meet(plan.eligible, other.eligible)
        and _can_meet(_paid_lines(plan), _paid_lines(other))
    )


def _share_a_group(plan: Plan, other: Plan) -> bool:
    if plan.stacking is None or other.stacking is None:
        return False
    return plan.stacking.group == other.stacking.group


def _at_the_same_time(plan: Plan, other: Plan) -> bool:
    one, two = plan.period, other.period
    return one.start <= (two.end or date.max) and two.start <= (one.end or date.max)


def _paid_lines(plan: Plan) -> Scope:
    return paid_on_own_lines(plan.reward) or plan.scope


def _can_meet(one: Filter, two: Filter) -> bool:
    """Say whether something could pass both filters."""
    wanted, also = one.wanted(), two.wanted()
    if any(not set(wanted[name]) & set(also[name]) for name in wanted.keys() & also.keys()):
        return False
    return not (_leaves_out(one, two) or _leaves_out(two, one))


def _leaves_out(one: Filter, two: Filter) -> bool:
    """Say whether one filter excludes, by one attribute, all that the other keeps."""
    excluded = one.excluded
    if excluded is None or len(excluded.attributes()) != 1:
        return False
    return all(
        name in two.wanted() and set(two.wanted()[name]) <= set(values)
        for name, values in excluded.wanted().items()
    )
