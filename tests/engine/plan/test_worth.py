"""The arithmetic of examples gives the worked examples of the language."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from setia_engine.plan.document import Plan
from setia_engine.plan.worth.award import award
from setia_engine.plan.worth.example import cases, race_total, usual_case
from setia_engine.plan.worth.sales import Sales, sales_at
from setia_engine.plan.worth.span import Span, allowed
from setia_engine.reference.evaluate import evaluate
from setia_engine.reference.rows import Facts, Line, Product
from setia_engine.testing.builders import a_line, a_plan

GROWTH = {"growth": "revenue", "over": "previous"}
YEARLY = {"from": "2026-01-01", "to": "2026-12-31"}
BANDS = [
    {"from": "10%", "rate": "2%"},
    {"from": "15%", "rate": "3%"},
    {"from": "20%", "rate": "4%"},
]
CONTEST = [
    {"from": 150, "flat": 500_000},
    {"from": 250, "flat": 750_000},
    {"from": 500, "flat": 1_500_000},
]
MARGINAL = [
    {"from": 0, "rate": "10%"},
    {"from": 100, "rate": "20%"},
    {"from": 300, "rate": "30%"},
]


def grown(base: int, now: int) -> Sales:
    return Sales(Fraction(now), Fraction(1), Fraction(0), base=Fraction(base))


def sold(revenue: int, quantity: int = 1, margin: int = 0) -> Sales:
    return Sales(Fraction(revenue), Fraction(quantity), Fraction(margin))


@pytest.mark.parametrize(
    ("parts", "sales", "pays"),
    [
        ({"reward": {"rate": "30%"}}, sold(100_000), 30_000),
        ({"reward": {"rate": "30%"}}, sold(500_000), 150_000),
        ({"reward": {"rate": "30%", "of": "margin"}}, sold(500_000, 1, 50_000), 15_000),
        (
            {"measure": "quantity", "reward": {"tiers": CONTEST, "mode": "retroactive"}},
            *(sold(0, 260), 750_000),
        ),
        (
            {"measure": "quantity", "reward": {"tiers": CONTEST, "mode": "cumulative"}},
            *(sold(0, 260), 1_250_000),
        ),
        ({"reward": {"rate": "2.5%"}}, sold(25_000_000), 625_000),
        (
            {
                "period": YEARLY,
                "measure": GROWTH,
                "reward": {"tiers": BANDS, "mode": "retroactive"},
            },
            *(grown(2_000_000, 2_350_000), 70_500),
        ),
        (
            {
                "period": YEARLY,
                "measure": GROWTH,
                "reward": {"tiers": BANDS, "mode": "retroactive", "of": "increment"},
            },
            *(grown(2_000_000, 2_350_000), 10_500),
        ),
        (
            {
                "period": YEARLY,
                "measure": GROWTH,
                "reward": {"tiers": BANDS, "mode": "incremental"},
            },
            *(grown(2_000_000, 2_350_000), 3_500),
        ),
        ({"reward": {"tiers": MARGINAL, "mode": "incremental"}}, sold(3_800), 1_100),
        ({"reward": {"tiers": MARGINAL, "mode": "incremental"}}, sold(1_000), 260),
        ({"reward": {"rate": "20%", "min_per_unit": 30_000}}, sold(120_000), 30_000),
        ({"reward": {"rate": "20%", "min_per_unit": 30_000}}, sold(400_000, 2), 80_000),
        ({"reward": {"step": {"every": 10_000, "give": 1}}}, sold(37_000), 3),
        ({"reward": {"flat": 500}}, sold(1), 500),
        ({"reward": {"flat": 500}}, sold(0), 0),
        ({"reward": {"per_unit": 5_000}}, sold(0, 7), 35_000),
        ({"reward": {"rate": "30%"}, "caps": {"per_party": 10_000}}, sold(100_000), 10_000),
        (
            {"reward": {"rate": "1%"}, "rounding": {"to": 1000, "mode": "up"}},
            sold(100_001),
            2000,
        ),
    ],
)
def test_an_assumed_performance_is_paid_what_the_language_says(parts, sales, pays) -> None:
    assert award(a_plan(**parts), sales) == pays


def test_one_who_wins_every_race_gets_them_all() -> None:
    races = [{"reach": 50, "flat": 100_000}, {"reach": 100, "flat": 200_000}]

    assert race_total(a_plan(measure="quantity", reward={"race": races})) == 300_000


def test_an_example_meets_the_conditions_of_its_plan() -> None:
    plan = a_plan(
        reward={"rate": "2.5%"}, conditions=[{"measure": "revenue", "at_least": 25_000_000}]
    )

    (case,) = cases(plan)

    assert case.sales.revenue == 25_000_000
    assert case.award == 625_000


def test_places_of_an_example_descend_and_meet_their_minima() -> None:
    places = [
        {"place": 1, "at_least": 500, "flat": 3},
        {"place": 2, "at_least": 500, "flat": 2},
        {"place": 3, "flat": 1},
    ]
    plan = a_plan(measure="quantity", reward={"ranking": places})

    values = [case.sales.quantity for case in cases(plan)]

    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 3
    assert values[1] >= 500
    assert [case.award for case in cases(plan)] == [3, 2, 1]


def test_the_usual_case_is_the_one_that_pays_most() -> None:
    plan = a_plan(measure="quantity", reward={"tiers": CONTEST, "mode": "retroactive"})

    assert usual_case(plan).award == 1_500_000


@pytest.mark.parametrize(
    ("span", "empty"),
    [
        (Span(), False),
        (Span(Fraction(5), Fraction(5)), False),
        (Span(Fraction(5), Fraction(5), high_in=False), True),
        (Span(Fraction(6), Fraction(5)), True),
        (Span(Fraction(6, 5), Fraction(3, 2)), False),
        (Span(Fraction(6, 5), Fraction(3, 2), whole=True), True),
        (Span(Fraction(1), Fraction(2), low_in=False, high_in=False, whole=True), True),
        (Span(Fraction(1), Fraction(2), low_in=False, whole=True), False),
    ],
)
def test_a_span_knows_whether_any_value_is_left(span, empty) -> None:
    assert span.empty == empty


@pytest.mark.parametrize(
    ("parts", "measure", "high"),
    [
        ({}, "margin_rate", 1),
        ({"period": {**YEARLY, "every": "order"}}, "orders", 1),
        ({"credit": "buyer"}, "buyers", 1),
        ({"scope": {"category": ["A", "B", "A"]}}, "categories", 2),
        ({"scope": {"product": ["A", "B"], "not": {"product": "B"}}}, "products", 1),
        ({}, "products", None),
        ({}, "revenue", None),
    ],
)
def test_the_most_that_a_measure_can_be_follows_from_the_plan(parts, measure, high) -> None:
    plan = a_plan(**parts)

    assert allowed(plan, measure, plan.scope).high == high


def test_sales_at_a_value_measure_that_value() -> None:
    for measure in ("quantity", "revenue", "margin", "orders", "margin_rate"):
        assert sales_at(measure, Fraction(1, 4)).measured(measure) == Fraction(1, 4)
    growth = a_plan(period=YEARLY, measure=GROWTH).measure
    assert sales_at(growth, Fraction(1, 4)).measured(growth) == Fraction(1, 4)


SCHEMES = [
    {"reward": {"rate": "30%"}},
    {"reward": {"rate": "40%", "of": "margin"}},
    {"reward": {"rate": "20%", "min_per_unit": 30_000}},
    {"reward": {"rate": {"by": "category", "values": {"A": "3%"}, "otherwise": "1%"}}},
    {"reward": {"per_unit": 7_500}},
    {"reward": {"flat": 500_000}, "measure": "margin_rate"},
    {"reward": {"step": {"every": 10_000, "give": 1}}, "settlement": {"as": "points"}},
    {"reward": {"tiers": MARGINAL, "mode": "incremental"}},
    {"reward": {"tiers": MARGINAL, "mode": "retroactive"}, "measure": "margin"},
    {"reward": {"tiers": CONTEST, "mode": "cumulative"}, "measure": "quantity"},
    {"reward": {"tiers": BANDS, "mode": "retroactive"}, "measure": "margin_rate"},
    {
        "period": YEARLY,
        "measure": GROWTH,
        "reward": {"tiers": BANDS, "mode": "incremental"},
    },
    {"period": YEARLY, "measure": GROWTH, "reward": {"rate": "5%", "of": "increment"}},
    {
        "period": YEARLY,
        "measure": {"growth": "quantity", "over": "last_year"},
        "reward": {"tiers": BANDS, "mode": "retroactive"},
    },
    {
        "reward": {"rate": "2.5%"},
        "conditions": [{"measure": "revenue", "above": 25_000_000}],
        "rounding": {"to": 1000, "mode": "down"},
        "caps": {"per_party": 600_000},
    },
]


def whole(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def lines_of(sales: Sales, plan: Plan) -> list[Line]:
    """Return one sale that comes to these sums, and one a year before for the base."""
    line = a_line(
        "2026-11-10T10:00:00",
        quantity=whole(sales.quantity),
        amount=whole(sales.revenue),
        cost=whole(sales.revenue - sales.margin),
    )
    if sales.base is None:
        return [line]
    base = whole(sales.base)
    return [line, a_line("2025-11-10T10:00:00", order_id="B", quantity=base, amount=base)]


@pytest.mark.parametrize("parts", SCHEMES)
def test_every_example_of_a_plan_is_what_its_sales_would_be_paid(parts) -> None:
    plan = a_plan(**parts)
    later = datetime(2030, 1, 1, tzinfo=UTC)
    products = [Product(product_id="sabun", category="A")]

    for case in cases(plan):
        facts = Facts(lines_of(case.sales, plan), (), (), products)
        (award,) = evaluate([plan], facts, later).awards
        assert award.amount == case.award
