"""What must hold of every evaluation, whatever plans and facts it meets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from setia_engine.plan.document import Plan
from setia_engine.reference.evaluate import evaluate
from setia_engine.reference.lines import instant_of
from setia_engine.reference.rows import Facts
from setia_engine.testing.document_rewards import (
    incremental_tiers,
    per_unit_rewards,
    rate_rewards,
    step_rewards,
)
from setia_engine.testing.document_scopes import Counted
from setia_engine.testing.strategies import documents, situations
from setia_engine.testing.worlds import LOCAL_TIMES, THE_END, facts, line_rows

unhurried = settings(deadline=None)


def evaluated(situation):
    return evaluate(situation.plans, situation.facts, situation.as_of)


def sums(rows, order):
    total: dict[tuple, Decimal] = defaultdict(Decimal)
    for row in rows:
        total[row.plan_id, row.window_from, getattr(row, order), row.party_id] += row.amount
    return dict(total)


@unhurried
@given(situations())
def test_explained_and_funded_parts_sum_to_the_award(situation) -> None:
    found = evaluated(situation)

    due = sums(found.awards, "order_id")
    assert sums(found.explain, "order_id_of_window") == due
    assert sums(found.funding, "order_id") == due


@unhurried
@given(situations())
def test_awards_are_the_standings_that_come_to_something(situation) -> None:
    found = evaluated(situation)

    shared = (
        "plan_id",
        "window_from",
        "window_to",
        "order_id",
        "party_id",
        "tier",
        "place",
    )
    names = (*shared, "measure", "gross", "amount")
    paid = [row for row in found.standings if row.gross != 0]
    assert [[getattr(row, name) for name in names] for row in found.awards] == [
        [getattr(row, name) for name in names] for row in paid
    ]


@unhurried
@given(situations())
def test_awards_keep_within_rounding_caps_and_gross(situation) -> None:
    plans = {plan.id: plan for plan in situation.plans}

    for award in evaluated(situation).awards:
        plan = plans[award.plan_id]
        assert award.gross % plan.rounding.to == award.amount % plan.rounding.to == 0
        if award.gross < 0:
            assert award.amount == award.gross
        else:
            cap = plan.caps.per_party
            assert 0 <= award.amount <= award.gross
            assert cap is None or award.amount <= cap


@unhurried
@given(situations())
def test_a_group_leaves_a_party_one_positive_award_in_a_window(situation) -> None:
    groups = {plan.id: plan.stacking and plan.stacking.group for plan in situation.plans}

    kept = [
        (groups[row.plan_id], row.window_from, row.window_to, row.order_id, row.party_id)
        for row in evaluated(situation).awards
        if groups[row.plan_id] and row.amount > 0
    ]

    assert len(set(kept)) == len(kept)


def positive(found) -> Decimal:
    return sum((row.amount for row in found.awards if row.amount > 0), Decimal(0))


@unhurried
@given(
    documents(), facts(), st.integers(0, 500), st.sampled_from(["prorate", "first_come"])
)
def test_a_budget_that_is_exceeded_is_paid_out_to_the_last_unit(
    document, world, units, on_budget
) -> None:
    unbounded = Plan.model_validate({**document, "caps": {}})
    budget = units * unbounded.rounding.to
    caps = {"budget": budget, "on_budget": on_budget}
    bounded = Plan.model_validate({**document, "caps": caps})

    free, held = (evaluate([plan], world, THE_END) for plan in (unbounded, bounded))

    assert positive(held) == min(budget, positive(free))
    assert [row.amount for row in held.awards if row.amount < 0] == [
        row.amount for row in free.awards if row.amount < 0
    ]


@unhurried
@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_plans_never_matters(situation, random) -> None:
    def shuffled(rows):
        return random.sample(list(rows), len(rows))

    world = situation.facts
    mixed = Facts(
        shuffled(world.lines),
        shuffled(world.parties),
        shuffled(world.history),
        shuffled(world.products),
    )

    assert evaluate(shuffled(situation.plans), mixed, situation.as_of) == evaluated(
        situation
    )


@unhurried
@given(situations(most_plans=1))
def test_as_of_is_the_end_of_time_over_the_lines_known_by_then(situation) -> None:
    world, [plan] = replace(situation.facts, history=()), situation.plans
    zone = ZoneInfo(plan.period.timezone)
    known = [
        line
        for line in world.lines
        if instant_of(line.recorded_at or line.sold_at, zone) <= situation.as_of
    ]
    by_then = [replace(line, recorded_at=line.sold_at) for line in known]

    then = evaluate([plan], world, situation.as_of)
    later = evaluate([plan], replace(world, lines=by_then), THE_END)

    assert then.standings == later.standings
    assert (then.explain, then.funding) == (later.explain, later.funding)


@unhurried
@given(situations())
def test_renaming_a_party_that_no_plan_names_or_credits_changes_nothing(situation) -> None:
    assume(all(plan.credit == "seller" for plan in situation.plans))
    assume("😀" not in str(situation.documents))
    names = {"😀": "Zz"}
    world = situation.facts
    renamed = Facts(
        [
            replace(line, buyer_id=names.get(line.buyer_id, line.buyer_id))
            for line in world.lines
        ],
        [
            replace(
                party,
                party_id=names.get(party.party_id, party.party_id),
                parent_id=names.get(party.parent_id, party.parent_id),
            )
            for party in world.parties
        ],
        [
            replace(row, party_id=names.get(row.party_id, row.party_id))
            for row in world.history
        ],
        world.products,
    )

    assert evaluate(situation.plans, renamed, situation.as_of) == evaluated(situation)


@st.composite
def linear_plans(draw, returns: str) -> Plan:
    """Return plans whose reward follows every line there and back."""
    measure = Counted(draw(st.sampled_from(["quantity", "revenue", "margin"])))
    kinds = [rate_rewards, per_unit_rewards, step_rewards, incremental_tiers]
    reward = draw(st.sampled_from(kinds).flatmap(lambda kind: kind(measure)))
    plan = Plan.model_validate(
        {**draw(documents()), "measure": measure.name, "reward": reward, "returns": returns}
    )
    assume(all(tier.start >= 0 for tier in getattr(plan.reward, "tiers", ())))
    return plan


def undone(line, number: int, sold_at):
    """Return the sale as an order of its own, and the return of all of it."""
    sale = replace(line, order_id=f"S{number}", recorded_at=None, returns_order_id=None)
    back = replace(
        sale,
        order_id=f"R{number}",
        sold_at=sold_at,
        quantity=-line.quantity,
        amount=-line.amount,
        cost=None if line.cost is None else -line.cost,
        returns_order_id=sale.order_id,
    )
    return sale, back


def sold(line) -> bool:
    return line.quantity > 0 and line.amount >= 0


@unhurried
@given(linear_plans("deduct"), facts())
def test_a_sale_and_its_return_on_one_day_come_to_nothing(plan, world) -> None:
    assume(not plan.per_order)
    lines = [
        each
        for number, line in enumerate(filter(sold, world.lines))
        for each in undone(line, number, line.sold_at)
    ]

    assert evaluate([plan], replace(world, lines=lines), THE_END).awards == ()


@unhurried
@given(
    linear_plans("restate"),
    facts(),
    st.lists(line_rows(aware=False, late=False).filter(sold), max_size=6),
    st.data(),
)
def test_a_sale_and_its_return_come_to_nothing_in_any_window_when_restated(
    plan, world, sales, data
) -> None:
    late = st.sampled_from(LOCAL_TIMES)
    lines = [
        each
        for number, line in enumerate(sales)
        for each in undone(line, number, data.draw(late))
    ]

    assert evaluate([plan], replace(world, lines=lines), THE_END).awards == ()


@unhurried
@given(situations())
def test_the_offset_in_which_a_moment_is_written_never_matters(situation) -> None:
    world = situation.facts
    assume(all(line.sold_at.tzinfo for line in world.lines))
    told = [
        replace(
            line,
            sold_at=line.sold_at.astimezone(UTC),
            recorded_at=line.recorded_at and line.recorded_at.astimezone(UTC),
        )
        for line in world.lines
    ]

    moved = evaluate(situation.plans, replace(world, lines=told), situation.as_of)

    assert moved == evaluated(situation)
