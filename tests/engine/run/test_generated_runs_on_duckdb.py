"""Whatever plans and facts come together, DuckDB says what the plain-Python meaning says."""

from __future__ import annotations

import pytest
from crowds import crowds, one_by_one
from evaluators import laid, told_by_batch, told_by_reference
from hypothesis import event, given
from hypothesis import strategies as st
from profiles import CHOSEN, THOROUGH, one_in

from setia_engine.plan.measure import own_measure
from setia_engine.reference.directory import Directory
from setia_engine.reference.lines import sales_of
from setia_engine.reference.performance import performances_of
from setia_engine.run import evaluate as evaluation
from setia_engine.run import span
from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
from setia_engine.values.zone import local_date


def held_to_the_reference(situation) -> None:
    """Hold plans that are evaluated together to the reference, table by table."""
    meant = told_by_reference(situation.plans, situation.facts, situation.as_of)
    with laid(situation.facts) as facts:
        said = told_by_batch(situation.plans, facts, DuckDBEngine(facts), situation.as_of)

    event(f"rows awarded: {min(4, meant['awards'].count(chr(10)) - 1)} or more")
    assert said == meant


@CHOSEN
@given(crowds())
def test_plans_together_come_to_what_the_reference_says(situation) -> None:
    held_to_the_reference(situation)


@pytest.mark.slow
@THOROUGH
@given(crowds())
def test_a_thousand_worlds_come_to_what_the_reference_says(situation) -> None:
    held_to_the_reference(situation)


@one_in(4)
@given(crowds(least=4, most=8))
def test_plans_one_by_one_come_to_what_the_reference_says(situation) -> None:
    with laid(situation.facts) as facts:
        engine = DuckDBEngine(facts)
        for alone in one_by_one(situation):
            assert told_by_batch(
                alone.plans, facts, engine, alone.as_of
            ) == told_by_reference(alone.plans, alone.facts, alone.as_of)


@one_in(4)
@given(crowds(least=4, most=8), st.randoms(use_true_random=False))
def test_plans_stand_in_any_order(situation, random) -> None:
    plans = random.sample(situation.plans, len(situation.plans))

    with laid(situation.facts) as facts:
        engine = DuckDBEngine(facts)
        told = told_by_batch(situation.plans, facts, engine, situation.as_of)
        assert told_by_batch(plans, facts, engine, situation.as_of) == told


@one_in(4)
@given(crowds(least=6, most=12), st.sampled_from([1, 7, 60]))
def test_small_batches_come_to_the_same_as_large_ones(situation, bound) -> None:
    with laid(situation.facts) as facts, pytest.MonkeyPatch.context() as patch:
        engine = DuckDBEngine(facts)
        told = told_by_batch(situation.plans, facts, engine, situation.as_of)
        for most in ("MOST_PAIRS", "MOST_CELLS", "MOST_ROUTES"):
            patch.setattr(span, most, bound)
        patch.setattr(evaluation, "MOST_PAIRS_AT_ONCE", 2 * bound)

        assert told_by_batch(situation.plans, facts, engine, situation.as_of) == told


def lines_left_out(plan, world, as_of) -> int:
    """Count the lines of eligible parties that a measure of margin leaves out."""
    directory = Directory(world)
    sales = sales_of(plan, world.lines, directory, as_of)
    today = local_date(as_of, plan.period.timezone)
    return sum(
        sale.margin is None
        for performance in performances_of(plan, sales, directory, today)
        for sale in performance.counted
    )


@one_in(4)
@given(crowds(least=6, most=12))
def test_lines_without_a_margin_are_counted_where_one_is_measured(situation) -> None:
    with laid(situation.facts) as facts:
        engine = DuckDBEngine(facts)
        told = evaluate(situation.plans, facts, engine, situation.as_of)
        counted = {outcome.plan.id: outcome.lines_without_margin for outcome in told}

    assert {
        plan.id: counted[plan.id]
        for plan in situation.plans
        if own_measure(plan.measure) in {"margin", "margin_rate"}
    } == {
        plan.id: lines_left_out(plan, situation.facts, situation.as_of)
        for plan in situation.plans
        if own_measure(plan.measure) in {"margin", "margin_rate"}
    }
