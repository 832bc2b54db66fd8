"""What holds for every plan and every sale: the engine's own awards are what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pyarrow.compute as pc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tried import STILL, laid

from setia_engine.run.duckdb import DuckDBEngine
from setia_engine.run.evaluate import evaluate
from setia_engine.simulate.assumptions import Response
from setia_engine.simulate.simulate import simulate
from setia_engine.testing.builders import a_line, a_plan

NOW = datetime(2026, 10, 31, 17, tzinfo=UTC)
SELLERS = ("ani", "budi", "citra")
REWARDS = st.sampled_from(
    [
        {"reward": {"rate": "7%"}},
        {"reward": {"rate": "20%", "min_per_unit": 3_000}},
        {"reward": {"per_unit": 2_500}, "returns": "ignore"},
        {
            "reward": {"flat": 10_000},
            "conditions": [{"measure": "revenue", "at_least": 90_000}],
        },
        {"reward": {"step": {"every": 30_000, "give": 700}}, "period_every": "week"},
        {
            "reward": {
                "mode": "incremental",
                "tiers": [{"from": 0, "rate": "1%"}, {"from": 100_000, "rate": "3%"}],
            },
            "caps": {"per_party": 4_000},
        },
        {
            "reward": {
                "ranking": [{"place": 1, "flat": 9_000}, {"place": 2, "flat": 5_000}]
            },
            "caps": {"budget": 12_000},
        },
        {"reward": {"race": [{"reach": 80_000, "flat": 6_000}]}, "caps": {"budget": 5_000}},
    ]
)
FRAME = [
    a_line("2026-10-01T10:00:00", order_id="first", seller_id="ani", amount=10_000),
    a_line("2026-10-31T10:00:00", order_id="last", seller_id="budi", amount=10_000),
]


@st.composite
def sales(draw):
    """Return October's lines, some of them returns."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(1, 31),
                st.sampled_from(SELLERS),
                st.integers(-4, 12).filter(bool),
                st.integers(1, 9_999),
            ),
            min_size=1,
            max_size=12,
        )
    )
    return FRAME + [
        a_line(
            f"2026-10-{day:02}T12:00:00",
            order_id=f"O{number}",
            seller_id=seller,
            quantity=quantity,
            amount=Decimal(quantity * price * 100) / 100,
        )
        for number, (day, seller, quantity, price) in enumerate(rows)
    ]


def plan_of(parts):
    rest = dict(parts)
    every = rest.pop("period_every", "month")
    return a_plan(period={"from": "2026-11-01", "to": "2026-11-30", "every": every}, **rest)


@settings(
    max_examples=4,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(lines=sales(), parts=REWARDS, order=st.randoms(use_true_random=False))
def test_a_simulation_agrees_with_the_engine_whatever_the_sales(lines, parts, order):
    plan = plan_of(parts)
    shuffled = list(lines)
    order.shuffle(shuffled)
    changing = replace(
        STILL, responses=(Response(0, 0), Response(0, 3_000, "category", "x"))
    )
    with laid(lines) as facts:
        report = simulate(plan, [], facts, NOW, changing)
        looked = report.figures.looked
        window = {"start": looked.start, "end": looked.end}
        then = plan.model_copy(update={"period": plan.period.model_copy(update=window)})
        (outcome,) = evaluate([then], facts, DuckDBEngine(facts), NOW)
        paid = pc.sum(outcome.awards["amount"]).as_py() or Decimal(0)
    with laid(shuffled) as facts:
        again = simulate(plan, [], facts, NOW, changing)
    costs, margins = report.figures.costs, report.figures.margins
    assert costs.as_was == int(paid * 100)
    # nobody is in the other group, and everybody else stays as they were
    assert set(costs.samples) == {costs.as_was}
    assert costs.worst >= costs.p95 >= costs.p50 >= costs.low
    assert sum(one.house for one in report.figures.products) == margins.house
    assert sum(one.house for one in report.figures.parties) == margins.house
    assert sum(one.cost for one in report.figures.windows) == costs.as_was
    if plan.caps.budget is not None:
        assert costs.worst <= plan.caps.budget * 100
    assert again.as_data() == report.as_data()
