"""What rate, per unit, flat, step and tiers pay."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import awards, paid, standing

from setia_engine.testing.builders import a_line, a_plan, a_product

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
LAST_YEAR = a_line("2025-11-10T10:00:00", order_id="Z", amount=100_000)
GROWING = {"period": YEAR, "measure": {"growth": "revenue", "over": "last_year"}}
BACK = a_line(order_id="R", quantity=-2, amount=-300_000)


def reward_of(reward, *lines, **given) -> Decimal:
    plan = a_plan(reward=reward, rounding={"to": Decimal("0.01")})
    return paid(plan, *(lines or [a_line()]), **given).get("ani", Decimal(0))


def test_a_rate_of_margin_counts_a_line_without_a_margin_as_nothing() -> None:
    lines = [a_line(cost=60_000), a_line(line_no=2)]

    assert reward_of({"rate": "10%", "of": "margin"}, *lines) == 4_000


def test_a_rate_of_the_increment_is_never_below_zero() -> None:
    plan = a_plan(**GROWING, reward={"rate": "10%", "of": "increment"})

    assert paid(plan, LAST_YEAR, a_line(amount=150_000)) == {"ani": 5_000}
    assert paid(plan, LAST_YEAR, a_line(amount=50_000)) == {}
    assert paid(plan, a_line(amount=50_000)) == {}


def test_a_rate_follows_the_sign_of_what_it_counts() -> None:
    assert reward_of({"rate": "10%"}, BACK) == -30_000
    assert reward_of({"per_unit": 500}, BACK) == -1_000
    assert reward_of({"step": {"every": 70_000, "give": 3}}, BACK) == -12


@pytest.mark.parametrize(
    ("quantity", "amount", "reward"),
    [
        (3, 100_000, 15_000),
        (1, 100_000, 10_000),
        (-3, -100_000, -15_000),
        (-1, -100_000, -10_000),
        (0, 100_000, 10_000),
        (0, -100_000, -10_000),
        ("0.5", 0, 2_500),
        (2, -100_000, 10_000),
        (-2, 100_000, -10_000),
    ],
)
def test_a_line_earns_at_least_so_much_a_unit(quantity, amount, reward) -> None:
    line = a_line(quantity=quantity, amount=amount)

    assert reward_of({"rate": "10%", "min_per_unit": 5_000}, line) == reward


def test_a_line_without_a_margin_is_lifted_from_nothing() -> None:
    reward = {"rate": "10%", "of": "margin", "min_per_unit": 5_000}

    assert reward_of(reward, a_line(quantity=2)) == 10_000


def test_a_rate_is_paid_on_lines_of_its_own() -> None:
    tiers = [{"from": 0, "rate": "1%"}, {"from": 10, "rate": "5%"}]
    plan = a_plan(
        scope={"product": "baru"},
        measure="quantity",
        reward={"tiers": tiers, "mode": "retroactive", "scope": {"not": {"product": "x"}}},
    )
    lines = [
        a_line(line_no=1, product_id="baru", quantity=10, amount=100_000),
        a_line(line_no=2, product_id="lama", amount=900_000),
        a_line(line_no=3, product_id="x", amount=900_000),
    ]

    assert paid(plan, *lines) == {"ani": 50_000}


def test_without_a_counted_line_lines_of_its_own_earn_nothing() -> None:
    plan = a_plan(scope={"product": "baru"}, reward={"rate": "10%", "scope": {}})

    assert awards(plan, a_line()) == ()


@pytest.mark.parametrize("by", ["product", "category", "brand", "supplier", "channel"])
def test_a_table_pays_by_what_the_line_is(by) -> None:
    product = a_product("A", category="A", brand="A", supplier_id="A")
    lines = [
        a_line(line_no=1, product_id="A", channel=" A "),
        a_line(line_no=2, product_id="B", channel="B"),
        a_line(line_no=3, product_id="B", channel=None),
    ]
    values = {"by": by, "values": {"A": 500, "C": 9}, "otherwise": 7}

    assert reward_of({"per_unit": values}, *lines, products=[product]) == 514


def test_a_table_pays_nothing_otherwise_by_default() -> None:
    table = {"by": "channel", "values": {"toko": "30%"}}

    assert reward_of({"rate": table}) == 0


@pytest.mark.parametrize(("amount", "reward"), [(1, 500), (0, 0), (-1, 0)])
def test_a_flat_reward_is_paid_once_when_the_measure_is_above_zero(amount, reward) -> None:
    assert reward_of({"flat": 500}, a_line(amount=amount)) == reward


@pytest.mark.parametrize(
    ("amount", "reward"), [(29_999, 2), (30_000, 3), (9_999, 0), (-9_999, 0), (-29_999, -2)]
)
def test_steps_are_whole_ones_towards_zero(amount, reward) -> None:
    step = {"step": {"every": 10_000, "give": 1}}

    assert reward_of(step, a_line(amount=amount)) == reward


TIERS = [
    {"from": 100_000, "rate": "10%"},
    {"from": 200_000, "per_unit": 7_000},
    {"from": 300_000, "flat": 99},
]


@pytest.mark.parametrize(
    ("amount", "tier", "reward"),
    [
        (99_999, None, 0),
        (100_000, 1, 10_000),
        (199_999, 1, Decimal("19999.9")),
        (200_000, 2, 7_000),
        (300_000, 3, 99),
        (9_000_000, 3, 99),
    ],
)
def test_the_highest_tier_reached_applies_to_everything(amount, tier, reward) -> None:
    plan = a_plan(
        reward={"tiers": TIERS, "mode": "retroactive"}, rounding={"to": Decimal("0.01")}
    )

    found = standing(plan, a_line(amount=amount))

    assert (found.tier, found.gross) == (tier, reward)


def test_cumulative_tiers_all_pay() -> None:
    tiers = [{"from": start, "flat": start} for start in (1, 10, 100)]
    plan = a_plan(measure="quantity", reward={"tiers": tiers, "mode": "cumulative"})

    [award] = awards(plan, a_line(quantity=99))

    assert (award.tier, award.amount) == (2, 11)


def test_slices_of_quantity_pay_an_amount_a_unit() -> None:
    tiers = [{"from": 2, "per_unit": 10}, {"from": 5, "per_unit": 100}]
    plan = a_plan(measure="quantity", reward={"tiers": tiers, "mode": "incremental"})

    [award] = awards(plan, a_line(quantity="6.5"))

    assert (award.tier, award.amount) == (2, 3 * 10 + 150)


@pytest.mark.parametrize("mode", ["retroactive", "incremental"])
def test_tiers_never_pay_below_zero(mode) -> None:
    tiers = [{"from": -1_000_000, "rate": "10%"}]
    plan = a_plan(measure="margin", reward={"tiers": tiers, "mode": mode})

    found = standing(plan, a_line(quantity=-1, amount=-100, cost=1_000_100))

    assert (found.measure, found.tier, found.gross) == (-1_000_200, None, 0)
    found = standing(plan, a_line(quantity=-1, amount=-100, cost=0))
    assert (found.tier, found.gross) == (1, 0 if mode == "retroactive" else 99_990)


def test_a_tier_reached_is_told_where_a_condition_failed() -> None:
    plan = a_plan(
        reward={"tiers": TIERS, "mode": "retroactive"},
        conditions=[{"measure": "orders", "at_least": 2}],
    )

    found = standing(plan, a_line(amount=250_000))

    assert (found.tier, found.gross, found.failed) == (2, 0, (1,))


def test_amounts_to_ten_to_the_thirteenth_are_exact() -> None:
    line = a_line(amount="9999999999999.99")

    assert reward_of({"rate": "33.3333%"}, line) == Decimal("3333330000000.00")
    assert reward_of({"rate": Decimal("0.000001")}, line) == Decimal("10000000.00")
