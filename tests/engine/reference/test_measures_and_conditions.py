"""What is counted, what growth is measured against, and what a condition asks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import awards, paid, standing

from setia_engine.testing.builders import a_line, a_plan, a_product

LINES = [
    a_line(line_no=1, quantity=2, amount=100_000, cost=60_000),
    a_line(line_no=2, quantity="1.5", amount=50_000, product_id="kopi"),
    a_line(line_no=3, order_id="B", quantity=-1, amount=-10_000, product_id="teh"),
    a_line(line_no=4, order_id="C", buyer_id=None, quantity=1, amount=0, product_id="x"),
    a_line(line_no=5, order_id="D", buyer_id="citra", quantity=0, amount=7),
]
GOODS = [
    a_product("sabun", category="A"),
    a_product("kopi", category="B", cost="10000.50"),
    a_product("teh", category="C"),
]
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("quantity", "3.5"),
        ("revenue", "140007"),
        ("margin", "74999.25"),
        ("orders", "2"),
        ("buyers", "1"),
        ("products", "3"),
        ("categories", "2"),
        ("margin_rate", "0.499995"),
    ],
)
def test_measures_over_the_counted_lines(measure, value) -> None:
    plan = a_plan(measure=measure)

    assert standing(plan, *LINES, products=GOODS).measure == Decimal(value)


def test_the_cost_of_a_line_goes_before_that_of_its_product() -> None:
    goods = [a_product("sabun", cost=99)]
    lines = [a_line(cost=60_000), a_line(line_no=2, quantity=3)]

    found = standing(a_plan(measure="margin"), *lines, products=goods)

    assert found.measure == 40_000 + 100_000 - 3 * 99


def test_a_margin_rate_is_undefined_where_no_revenue_has_a_margin() -> None:
    plan = a_plan(measure="margin_rate")

    assert standing(plan, a_line()).measure is None
    assert standing(plan, a_line(amount=0, cost=5)).measure is None
    assert standing(plan, a_line(amount="0.50", cost="0.25")).measure == Decimal("0.5")
    assert paid(plan, a_line()) == {}


def test_a_measure_is_written_with_six_decimals_half_away_from_zero() -> None:
    plan = a_plan(measure="margin_rate", reward={"per_unit": 1})

    [award] = awards(plan, a_line(amount=3, cost=4))

    assert str(award.measure) == "-0.333333"


def growth(over: str, **period) -> dict:
    return {
        "period": YEAR | period,
        "measure": {"growth": "quantity", "over": over},
        "reward": {"per_unit": 1},
    }


@pytest.mark.parametrize(
    ("over", "period", "base_day", "counts"),
    [
        ("previous", {"every": "month"}, "2026-10-01", True),
        ("previous", {"every": "month"}, "2026-10-31", True),
        ("previous", {"every": "month"}, "2026-09-30", False),
        ("previous", {"every": "month", "from": "2026-11-05"}, "2026-10-31", True),
        ("previous", {"every": "quarter", "from": "2026-11-05"}, "2026-07-01", True),
        ("previous", {"every": "week"}, "2026-11-02", True),
        ("previous", {"every": "week"}, "2026-11-01", False),
        ("previous", {"every": "day"}, "2026-11-09", True),
        ("previous", {"from": "2026-11-06", "to": "2026-11-10"}, "2026-11-01", True),
        ("previous", {"from": "2026-11-06", "to": "2026-11-10"}, "2026-10-31", False),
        ("last_year", {"every": "month"}, "2025-11-30", True),
        ("last_year", {"every": "month"}, "2025-12-01", False),
        ("last_year", {"from": "2026-11-10"}, "2025-11-09", False),
        ("last_year", {"from": "2026-11-10"}, "2025-12-31", True),
        ("last_year", {"every": "year"}, "2025-01-01", True),
    ],
)
def test_growth_is_measured_against_the_earlier_window(
    over, period, base_day, counts
) -> None:
    plan = a_plan(**growth(over, **period))
    base = a_line(f"{base_day}T12:00:00", order_id="B", quantity=2)

    found = awards(plan, base, a_line("2026-11-10T10:00:00", quantity=3))

    assert [row.measure for row in found if row.measure > 0] == [Decimal("0.5")] * counts


def test_a_running_window_is_held_against_the_whole_earlier_one() -> None:
    plan = a_plan(**growth("previous", every="month"))
    base = a_line("2026-10-31T10:00:00", order_id="B", quantity=4)
    now = a_line("2026-11-01T10:00:00", quantity=5)

    [award] = awards(plan, base, now, as_of="2026-11-02T00:00:00+07:00")

    assert (award.measure, award.status) == (Decimal("0.25"), "provisional")


@pytest.mark.parametrize("base", [0, -3])
def test_growth_over_nothing_is_undefined_and_pays_nothing(base) -> None:
    plan = a_plan(**growth("last_year"))
    before = a_line("2025-11-10T10:00:00", order_id="B", quantity=base)

    found = standing(plan, before, a_line(quantity=5))

    assert (found.measure, found.base, found.gross) == (None, base, 0)


def test_the_base_obeys_scope_and_returns() -> None:
    plan = a_plan(**growth("last_year"), returns="ignore", scope={"product": "sabun"})
    base = [
        a_line("2025-11-10T10:00:00", order_id="B", quantity=2),
        a_line("2025-11-10T10:00:00", order_id="B", line_no=2, quantity=-1),
        a_line("2025-11-10T10:00:00", order_id="B", line_no=3, product_id="kopi"),
    ]

    assert standing(plan, *base, a_line(quantity=3)).base == 2


def test_a_base_alone_makes_no_award() -> None:
    base = a_line("2025-11-10T10:00:00", quantity=2)

    assert awards(a_plan(**growth("last_year")), base) == ()


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"at_least": 100_000}, True),
        ({"at_least": 100_001}, False),
        ({"above": 99_999}, True),
        ({"above": 100_000}, False),
        ({"at_most": 100_000}, True),
        ({"at_most": 99_999}, False),
        ({"below": 100_001}, True),
        ({"below": 100_000}, False),
    ],
)
def test_a_condition_compares_in_one_of_four_ways(condition, holds) -> None:
    plan = a_plan(conditions=[{"measure": "revenue"} | condition])

    assert bool(paid(plan, a_line())) is holds


def test_all_conditions_must_hold_and_those_that_do_not_are_told() -> None:
    plan = a_plan(
        conditions=[
            {"measure": "revenue", "at_least": 100_001},
            {"measure": "orders", "at_least": 1},
            {"measure": "margin_rate", "at_most": "10%"},
        ]
    )

    found = standing(plan, a_line())

    assert (found.gross, found.failed) == (0, (1, 3))
    assert found.condition_values == (Decimal(100_000), Decimal(1), None)


def test_a_failed_condition_takes_back_nothing_either() -> None:
    plan = a_plan(conditions=[{"measure": "revenue", "above": 0}])

    assert paid(plan, a_line(quantity=-1, amount=-100_000)) == {}


def test_the_scope_of_a_condition_replaces_that_of_the_plan() -> None:
    plan = a_plan(
        scope={"product": "sabun"},
        conditions=[{"measure": "quantity", "at_least": 3, "scope": {"product": "kopi"}}],
    )
    coffee = a_line(line_no=2, product_id="kopi", quantity=3)

    assert paid(plan, a_line()) == {}
    assert paid(plan, a_line(), coffee) == {"ani": 10_000}


def test_a_condition_over_no_lines_finds_sums_and_counts_of_nothing() -> None:
    none = {"scope": {"product": "none"}}
    conditions = [
        {"measure": "revenue", "at_most": 0} | none,
        {"measure": "buyers", "below": 1} | none,
        {"measure": "margin_rate", "below": 1} | none,
        {"measure": {"growth": "quantity", "over": "last_year"}, "below": 0} | none,
    ]

    found = standing(a_plan(period=YEAR, conditions=conditions), a_line())

    assert found.condition_values == (0, 0, None, None)
    assert found.failed == (3, 4)


def test_a_condition_of_growth_over_no_lines_now_is_a_fall_to_nothing() -> None:
    growing = {"growth": "quantity", "over": "last_year"}
    condition = {"measure": growing, "below": 0, "scope": {"product": "kopi"}}
    base = a_line("2025-11-10T10:00:00", order_id="B", product_id="kopi")

    found = standing(a_plan(period=YEAR, conditions=[condition]), base, a_line())

    assert (found.condition_values, found.failed) == ((Decimal(-1),), ())


def test_a_condition_on_an_order_looks_at_that_order() -> None:
    plan = a_plan(
        period={"from": "2026-11-01", "every": "order"},
        scope={"product": "sabun"},
        conditions=[{"measure": "products", "at_least": 2, "scope": {}}],
    )
    lines = [
        a_line(),
        a_line(line_no=2, product_id="kopi"),
        a_line(order_id="B"),
        a_line(order_id="C", product_id="kopi"),
    ]

    assert [row.order_id for row in awards(plan, *lines)] == ["A"]
