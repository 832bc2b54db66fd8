"""Who bears an award and which lines carry it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import evaluated

from setia_engine.testing.builders import a_line, a_plan, a_product


def funded(funding, amount, **parts):
    plan = a_plan(reward={"rate": "100%"}, funding=funding, **parts)
    return {
        row.funder: row.amount for row in evaluated(plan, a_line(amount=amount)).funding
    }


def test_without_funders_the_house_bears_everything() -> None:
    assert funded([], 100) == {"house": 100}


def test_funders_bear_their_shares_and_the_house_the_rest() -> None:
    funding = [{"party": "principal", "share": "50%"}, {"party": "pabrik", "share": 0}]

    assert funded(funding, 7) == {"principal": 4, "pabrik": 0, "house": 3}


def test_the_house_has_no_row_where_nothing_is_left() -> None:
    funding = [{"party": "b", "share": "50%"}, {"party": "a", "share": "50%"}]

    assert funded(funding, 3) == {"b": 2, "a": 1}


def test_a_clawback_goes_back_to_its_funders() -> None:
    funding = [{"party": "b", "share": "75%"}]

    assert funded(funding, -10) == {"b": -7, "house": -3}
    assert funded([{"party": "b", "share": "50%"}], -3) == {"b": -1, "house": -2}


def test_an_award_that_became_nothing_has_funders_all_the_same() -> None:
    found = funded([{"party": "b", "share": "75%"}], 10, caps={"per_party": 0})

    assert found == {"b": 0, "house": 0}


def explained(plan, *lines, **given):
    rows = evaluated(plan, *lines, **given).explain
    return [(row.order_id, row.line_no, row.basis, row.amount) for row in rows]


TWO = [a_line(amount=100_000, quantity=3), a_line(line_no=2, amount=50_000, quantity=1)]


def test_a_rate_is_carried_by_what_each_line_earns() -> None:
    plan = a_plan(reward={"rate": "10%"}, rounding={"to": 1_000})

    assert explained(plan, *TWO) == [("A", 1, 100_000, 10_000), ("A", 2, 50_000, 5_000)]


def test_a_rate_of_margin_shows_margins() -> None:
    plan = a_plan(reward={"rate": "10%", "of": "margin"})
    lines = [a_line(cost=60_000), a_line(line_no=2)]

    assert explained(plan, *lines) == [("A", 1, 40_000, 4_000), ("A", 2, 0, 0)]


def test_an_amount_a_unit_shows_quantities() -> None:
    plan = a_plan(reward={"per_unit": 10})

    assert explained(plan, *TWO) == [("A", 1, 3, 30), ("A", 2, 1, 10)]


@pytest.mark.parametrize(
    ("measure", "basis"),
    [("quantity", [3, 1]), ("revenue", [100_000, 50_000]), ("orders", [100_000, 50_000])],
)
def test_a_flat_reward_is_carried_by_the_part_of_the_measure(measure, basis) -> None:
    plan = a_plan(measure=measure, reward={"flat": 4})

    found = explained(plan, *TWO)

    assert [row[2] for row in found] == basis
    assert [row[3] for row in found] == [3, 1]


def test_a_flat_tier_shows_the_part_of_the_measure() -> None:
    tiers = [{"from": 1, "rate": "1%"}, {"from": 4, "flat": 8}]
    plan = a_plan(measure="quantity", reward={"tiers": tiers, "mode": "retroactive"})

    assert explained(plan, *TWO) == [("A", 1, 3, 6), ("A", 2, 1, 2)]


def test_a_rate_of_the_increment_is_carried_by_what_grew() -> None:
    plan = a_plan(
        period={"from": "2026-01-01", "to": "2026-12-31"},
        measure={"growth": "revenue", "over": "last_year"},
        reward={"rate": "10%", "of": "increment"},
    )
    base = a_line("2025-11-10T10:00:00", order_id="B", amount=30_000)

    assert explained(plan, base, *TWO) == [
        ("A", 1, 100_000, 8_000),
        ("A", 2, 50_000, 4_000),
    ]


def test_slices_are_carried_by_what_each_line_adds_in_order_of_time() -> None:
    tiers = [{"from": 0, "rate": "10%"}, {"from": 100, "rate": "50%"}]
    plan = a_plan(reward={"tiers": tiers, "mode": "incremental"})
    lines = [
        a_line("2026-11-12T10:00:00", order_id="A", amount=50),
        a_line("2026-11-11T10:00:00", order_id="B", amount=120),
        a_line("2026-11-13T10:00:00", order_id="C", amount=-60),
    ]

    assert explained(plan, *lines) == [
        ("A", 1, 50, 25),
        ("B", 1, 120, 20),
        ("C", 1, -60, -30),
    ]


def test_lines_of_the_reward_carry_it_where_they_are_given() -> None:
    plan = a_plan(
        scope={"product": "sabun"},
        reward={"rate": "10%", "scope": {"product": "kopi"}},
    )
    lines = [
        a_line(),
        a_line(line_no=2, product_id="kopi"),
        a_line(line_no=3, product_id="kopi"),
    ]

    assert [row[1] for row in explained(plan, *lines)] == [2, 3]


def test_a_rate_of_a_place_is_carried_by_the_part_of_the_measure() -> None:
    places = [{"place": 1, "rate": "10%"}]
    plan = a_plan(measure="quantity", reward={"ranking": places})

    assert explained(plan, *TWO) == [("A", 1, 3, 11_250), ("A", 2, 1, 3_750)]


def test_a_flat_place_is_carried_by_the_counted_lines_where_the_reward_has_none() -> None:
    places = [{"place": 1, "flat": 5}, {"place": 2, "rate": "1%"}]
    plan = a_plan(reward={"ranking": places, "scope": {"product": "kopi"}})

    assert explained(plan, a_line()) == [("A", 1, 100_000, 5)]
    coffee = a_line(line_no=2, product_id="kopi", amount=7)
    assert explained(plan, a_line(), coffee) == [("A", 2, 7, 5)]


def test_where_weights_sum_to_nothing_the_last_line_carries_all() -> None:
    plan = a_plan(measure="orders", reward={"flat": 9})
    lines = [
        a_line("2026-11-12T10:00:00", order_id="A", amount=5),
        a_line("2026-11-12T10:00:00", order_id="B", line_no=2, amount=-5),
        a_line("2026-11-12T12:00:00+09:00", order_id="C", amount=0),
    ]

    assert [row[3] for row in explained(plan, *lines)] == [0, 0, 9]
    assert [row[3] for row in explained(plan, *lines[:2])] == [0, 9]


def test_units_left_over_go_by_order_and_line_number() -> None:
    plan = a_plan(reward={"flat": 2})
    lines = [
        a_line(order_id="B", line_no=1),
        a_line(order_id="A", line_no=10),
        a_line(order_id="A", line_no=9),
    ]

    found = [row[:2] + row[3:] for row in explained(plan, *lines)]

    assert found == [("A", 9, 1), ("A", 10, 1), ("B", 1, 0)]


def test_parts_follow_the_amount_that_was_cut() -> None:
    plan = a_plan(reward={"rate": "10%"}, caps={"per_party": 3})

    assert [row[3] for row in explained(plan, *TWO)] == [2, 1]
    nothing = a_plan(reward={"rate": "10%"}, caps={"per_party": 0})
    assert [row[3] for row in explained(nothing, *TWO)] == [0, 0]


def test_a_basis_is_written_with_six_decimals() -> None:
    plan = a_plan(measure="margin", reward={"flat": 1})
    goods = [a_product(cost="0.01")]

    [row] = explained(plan, a_line(quantity="0.001", amount=1), products=goods)

    assert str(row[2]) == "0.999990"
    assert row[3] == Decimal("1.00")


def test_rows_of_an_order_name_the_order_of_the_window() -> None:
    plan = a_plan(period={"from": "2026-11-01", "every": "order"}, returns="restate")
    back = a_line(
        "2026-11-12T10:00:00", order_id="R", quantity=-1, amount=-5, returns_order_id="A"
    )

    found = evaluated(plan, a_line(), back).explain

    assert [(row.order_id_of_window, row.order_id) for row in found] == [
        ("A", "A"),
        ("A", "R"),
    ]
