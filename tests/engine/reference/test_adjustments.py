"""Rounding, the cap of a party, stacking, the budget, and what an award row says."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from asked import awards, evaluated, paid

from setia_engine.testing.builders import a_line, a_plan

WHOLE = {"rate": "100%"}


def sold(seller: str, amount: object, at: str = "2026-11-10T10:00:00", **parts):
    columns = {"order_id": f"{seller}{at}", "seller_id": seller, "amount": amount}
    return a_line(at, **columns | parts)


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        ("half_up", [2, 3, 1, -2, -3]),
        ("half_even", [2, 2, 1, -2, -2]),
        ("down", [1, 2, 0, -1, -2]),
        ("up", [2, 3, 1, -2, -3]),
    ],
)
def test_rounding_works_on_the_absolute_value(mode, rounded) -> None:
    plan = a_plan(reward=WHOLE, rounding={"mode": mode})
    amounts = ["1.5", "2.5", "0.51", "-1.5", "-2.5"]

    found = [paid(plan, sold("ani", amount)).get("ani", 0) for amount in amounts]

    assert found == rounded


def test_an_award_is_rounded_once_and_not_line_by_line() -> None:
    plan = a_plan(reward={"rate": "50%"})
    lines = [a_line(line_no=number, amount=1) for number in (1, 2, 3)]

    assert paid(plan, *lines) == {"ani": 2}


@pytest.mark.parametrize(
    ("to", "rounded"),
    [("0.01", "1234.57"), ("0.05", "1234.55"), ("2.5", "1235"), ("1000", "1000")],
)
def test_rounding_goes_to_any_unit(to, rounded) -> None:
    plan = a_plan(reward={"rate": "1%"}, rounding={"to": Decimal(to)})

    assert paid(plan, sold("ani", "123456.60")) == {"ani": Decimal(rounded)}


def test_an_award_that_rounds_to_nothing_has_no_row() -> None:
    found = evaluated(a_plan(), sold("ani", 4))

    assert (found.awards, found.explain, found.funding) == ((), (), ())


def test_a_cap_holds_in_each_window_and_for_each_party() -> None:
    period = {"from": "2026-10-01", "every": "month"}
    plan = a_plan(reward=WHOLE, caps={"per_party": 500}, period=period)
    lines = [sold("ani", 600), sold("ani", 900, "2026-10-10T10:00:00"), sold("budi", 499)]

    found = awards(plan, *lines)

    assert [(row.gross, row.amount) for row in found] == [
        (900, 500),
        (600, 500),
        (499, 499),
    ]


def test_a_cap_does_not_hold_a_clawback() -> None:
    plan = a_plan(reward=WHOLE, caps={"per_party": 500, "budget": 100})

    assert paid(plan, sold("ani", -600)) == {"ani": -600}


def test_a_row_whose_amount_became_nothing_stays() -> None:
    plan = a_plan(reward=WHOLE, caps={"per_party": 0})

    [award] = awards(plan, sold("ani", 600))

    assert (award.gross, award.amount) == (600, 0)


def in_group(plan_id: str, rate: str, keep: str = "best", priority: int = 0, **parts):
    stacking = {"group": "satu", "keep": keep, "priority": priority}
    return a_plan(id=plan_id, reward={"rate": rate}, stacking=stacking, **parts)


def amounts(plans, *lines):
    return {(row.plan_id, row.party_id): row.amount for row in awards(plans, *lines)}


def test_of_a_group_the_best_award_is_kept() -> None:
    plans = [in_group("a", "10%"), in_group("b", "20%"), in_group("c", "20%")]

    found = amounts(plans, sold("ani", 100))

    assert found == {("a", "ani"): 0, ("b", "ani"): 20, ("c", "ani"): 0}


def test_of_a_group_the_first_award_is_kept_whatever_it_pays() -> None:
    plans = [
        in_group("a", "30%", "first", 2),
        in_group("c", "10%", "first", 1),
        in_group("b", "20%", "first", 1),
    ]

    found = amounts(plans, sold("ani", 100))

    assert found == {("a", "ani"): 0, ("b", "ani"): 20, ("c", "ani"): 0}


def test_awards_are_compared_after_caps_and_before_budgets() -> None:
    plans = [
        in_group("capped", "90%", caps={"per_party": 10}),
        in_group("poor", "20%", caps={"budget": 1}),
    ]

    assert amounts(plans, sold("ani", 100)) == {("capped", "ani"): 0, ("poor", "ani"): 1}


def test_awards_in_different_units_of_rounding_are_compared_as_money() -> None:
    plans = [
        in_group("coarse", "10%", rounding={"to": 100}),
        in_group("fine", "20%", rounding={"to": Decimal("0.01")}),
    ]

    found = amounts(plans, sold("ani", 1_000))

    assert found == {("coarse", "ani"): 0, ("fine", "ani"): 200}


def test_clawbacks_and_other_groups_do_not_stack() -> None:
    plans = [in_group("a", "10%"), in_group("b", "20%"), a_plan(id="c", reward=WHOLE)]

    found = amounts(plans, sold("ani", -100))

    assert sorted(found.values()) == [-100, -20, -10]


def test_an_award_that_a_cap_took_away_is_no_rival() -> None:
    plans = [
        in_group("a", "30%", "first", 1, caps={"per_party": 0}),
        in_group("b", "20%", "first", 2),
    ]

    assert amounts(plans, sold("ani", 100)) == {("a", "ani"): 0, ("b", "ani"): 20}


def test_a_group_leaves_one_award_in_each_window_and_order() -> None:
    period = {"from": "2026-11-01", "every": "order"}
    plans = [in_group("a", "10%", period=period), in_group("b", "20%", period=period)]
    lines = [sold("ani", 100), sold("ani", 100, order_id="B"), sold("budi", 100)]

    assert sorted(amounts(plans, *lines).values()) == [0, 0, 20, 20]
    assert sum(row.amount for row in awards(plans, *lines)) == 60


def budgeted(budget: int, on_budget: str = "prorate", **parts):
    return a_plan(reward=WHOLE, caps={"budget": budget, "on_budget": on_budget}, **parts)


def test_a_budget_that_is_not_exceeded_changes_nothing() -> None:
    lines = [sold("ani", 600), sold("budi", 400), sold("citra", -300)]

    assert paid(budgeted(1_000), *lines) == {"ani": 600, "budi": 400, "citra": -300}


def test_a_clawback_gives_no_budget_back() -> None:
    lines = [sold("ani", 600), sold("budi", 600), sold("citra", -300)]

    assert paid(budgeted(600), *lines) == {"ani": 300, "budi": 300, "citra": -300}


def test_units_left_over_go_to_the_largest_remainders_then_by_party() -> None:
    lines = [sold("citra", 1), sold("budi", 1), sold("ani", 1), sold("Z", 2)]

    found = paid(budgeted(3), *lines)

    assert found == {"Z": 1, "ani": 1, "budi": 1, "citra": 0}


def test_a_budget_is_for_all_windows_together() -> None:
    period = {"from": "2026-10-01", "every": "month"}
    lines = [sold("ani", 600), sold("ani", 900, "2026-10-10T10:00:00")]

    found = awards(budgeted(1_000, period=period), *lines)

    assert [row.amount for row in found] == [600, 400]


def test_first_come_pays_until_the_budget_is_used_up() -> None:
    lines = [
        sold("ani", 500, "2026-11-10T10:00:02"),
        sold("budi", 500, "2026-11-10T10:00:01"),
        sold("citra", 500, "2026-11-10T10:00:03"),
    ]

    found = paid(budgeted(800, "first_come"), *lines)

    assert found == {"budi": 500, "ani": 300, "citra": 0}


def test_first_come_looks_at_the_window_then_the_last_line_then_the_party() -> None:
    period = {"from": "2026-10-01", "every": "month"}
    lines = [
        sold("b", 5),
        sold("a", 5),
        sold("z", 5, "2026-10-31T10:00:00"),
        sold("0", 5, "2026-11-10T10:00:01"),
    ]

    found = paid(budgeted(14, "first_come", period=period), *lines)

    assert found == {"z": 5, "a": 5, "b": 4, "0": 0}


EACH_ORDER = {"from": "2026-11-01", "every": "order"}


def test_orders_of_one_moment_come_by_order_id() -> None:
    early = sold("ani", 1, "2026-11-10T09:00:00", order_id="9", line_no=2)
    lines = [early, sold("ani", 4, order_id="9"), sold("ani", 5, order_id="10")]

    found = awards(budgeted(6, "first_come", period=EACH_ORDER), *lines)

    assert [(row.order_id, row.amount) for row in found] == [("10", 5), ("9", 1)]


def test_equal_shares_of_one_party_go_by_window_then_order_id() -> None:
    early, late = "2026-11-10T09:00:00", "2026-11-10T10:00:00"
    lines = [
        sold("ani", 1, early, order_id="9"),
        sold("ani", 1, late, order_id="10"),
        sold("ani", 1, "2026-11-09T10:00:00", order_id="99"),
    ]

    found = awards(budgeted(2, period=EACH_ORDER), *lines)

    assert [(row.order_id, row.amount) for row in found] == [("99", 1), ("10", 1), ("9", 0)]


def test_caps_and_budgets_are_money_whatever_the_unit_of_rounding() -> None:
    lines = [sold("ani", 900), sold("budi", 400), sold("citra", 300)]
    caps = {"per_party": 500, "budget": 1_100}
    plan = a_plan(reward=WHOLE, caps=caps, rounding={"to": 100})

    assert paid(plan, *lines) == {"ani": 400, "budi": 400, "citra": 300}


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2026-11-30T23:59:59.999999+07:00", "provisional"),
        ("2026-11-30T17:00:00+00:00", "final"),
    ],
)
def test_an_award_is_final_once_the_last_day_of_its_window_is_over(as_of, status) -> None:
    [award] = awards(a_plan(), a_line(), as_of=as_of)

    assert (award.status, award.as_of) == (status, datetime.fromisoformat(as_of))
    assert award.as_of.isoformat() == as_of


def test_a_window_without_an_end_stays_provisional() -> None:
    [award] = awards(a_plan(period={"from": "2026-11-01"}), a_line())

    assert (award.window_to, award.status) == (None, "provisional")


def test_an_award_row_says_all_that_it_must() -> None:
    plan = a_plan(settlement={"as": "goods"}, payee="yayasan")

    [award] = awards(plan, a_line())

    assert award.plan_id == "plan"
    assert (award.window_from, award.window_to) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (award.order_id, award.party_id, award.payee_id) == (None, "ani", "yayasan")
    assert (award.unit, str(award.measure)) == ("goods", "100000.000000")
    assert (str(award.gross), str(award.amount)) == ("10000.00", "10000.00")


def test_rows_are_sorted_by_plan_window_order_and_party() -> None:
    period = {"from": "2026-10-01", "every": "month"}
    plans = [a_plan(id="b", period=period), a_plan(id="a", period=period)]
    lines = [
        sold(seller, 100, f"2026-{month}-10T10:00:00")
        for seller in ("éko", "ani", "Zed")
        for month in (11, 10)
    ]

    found = [
        (row.plan_id, row.window_from.month, row.party_id) for row in awards(plans, *lines)
    ]

    sellers = ("Zed", "ani", "éko")
    assert found == [(p, month, s) for p in "ab" for month in (10, 11) for s in sellers]
