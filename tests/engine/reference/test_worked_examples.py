"""The worked examples of the language, in their own numbers."""

from __future__ import annotations

import pytest
from asked import awards, evaluated, paid

from setia_engine.testing.builders import a_line, a_plan, a_product

TARGETS = [
    {"from": 150, "flat": 500_000},
    {"from": 250, "flat": 750_000},
    {"from": 500, "flat": 1_500_000},
]
PLACES = [
    {"place": 1, "at_least": 500, "flat": 1_500_000},
    {"place": 2, "at_least": 250, "flat": 750_000},
    {"place": 3, "at_least": 150, "flat": 500_000},
]
QUARTERS = {"from": "2026-01-01", "to": "2026-12-31", "every": "quarter"}


@pytest.mark.parametrize(("price", "reward"), [(100_000, 30_000), (500_000, 150_000)])
def test_1_commission_of_thirty_percent(price, reward) -> None:
    plan = a_plan(reward={"rate": "30%"})

    assert paid(plan, a_line(amount=price)) == {"ani": reward}


@pytest.mark.parametrize(
    ("sold", "reward"), [(149, None), (150, 500_000), (260, 750_000), (500, 1_500_000)]
)
def test_2_contest_with_targets(sold, reward) -> None:
    plan = a_plan(
        period={"from": "2026-11-01", "to": "2026-11-14"},
        scope={"product": "A"},
        measure="quantity",
        reward={"tiers": TARGETS, "mode": "retroactive"},
    )

    assert paid(plan, a_line(product_id="A", quantity=sold)).get("ani") == reward


def test_2_contest_with_places_leaves_a_place_nobody_meets_empty() -> None:
    plan = a_plan(measure="quantity", reward={"ranking": PLACES})
    sold = {"ani": 300, "budi": 280, "citra": 160}
    lines = [
        a_line(order_id=seller, seller_id=seller, quantity=quantity)
        for seller, quantity in sold.items()
    ]

    found = awards(plan, *lines)

    assert [(row.party_id, row.place, row.amount) for row in found] == [
        ("ani", 2, 750_000),
        ("budi", 3, 500_000),
    ]


def test_3_speed_contest_that_one_party_wins_three_times() -> None:
    races = [
        {"reach": 50, "flat": 100_000},
        {"reach": 100, "flat": 200_000},
        {"reach": 200, "flat": 400_000},
    ]
    plan = a_plan(measure="quantity", reward={"race": races})
    fast = a_line("2026-11-03T10:00:00", quantity=200)
    slow = a_line("2026-11-04T10:00:00", order_id="B", seller_id="budi", quantity=300)

    assert paid(plan, fast, slow) == {"ani": 700_000}


@pytest.mark.parametrize(("sold", "reward"), [(25_000_000, 625_000), (24_999_999, None)])
def test_4_achievement_bonus(sold, reward) -> None:
    plan = a_plan(
        period={"from": "2026-01-01", "every": "month"},
        conditions=[{"measure": "revenue", "at_least": 25_000_000}],
        reward={"rate": "2.5%"},
    )

    assert paid(plan, a_line(amount=sold)).get("ani") == reward


@pytest.mark.parametrize(("base", "reward"), [(1_000, 800_000), (0, None)])
def test_5_growth_rebate_on_quantity(base, reward) -> None:
    plan = a_plan(
        period=QUARTERS,
        measure={"growth": "quantity", "over": "last_year"},
        reward={
            "tiers": [{"from": "10%", "rate": "1%"}, {"from": "20%", "rate": "2%"}],
            "mode": "retroactive",
        },
    )
    last_year = a_line("2025-11-10T10:00:00", order_id="B", quantity=base)
    now = a_line(quantity=1_150, amount=80_000_000)

    assert paid(plan, last_year, now).get("ani") == reward


@pytest.mark.parametrize(
    ("how", "reward"),
    [
        ({"mode": "retroactive"}, 70_500),
        ({"mode": "retroactive", "of": "increment"}, 10_500),
        ({"mode": "incremental"}, 3_500),
    ],
)
def test_5_growth_rebate_on_revenue_pays_very_different_sums(how, reward) -> None:
    tiers = [
        {"from": "10%", "rate": "2%"},
        {"from": "15%", "rate": "3%"},
        {"from": "20%", "rate": "4%"},
    ]
    plan = a_plan(
        period=QUARTERS,
        measure={"growth": "revenue", "over": "last_year"},
        reward={"tiers": tiers} | how,
    )
    last_year = a_line("2025-11-10T10:00:00", order_id="B", amount=2_000_000)

    assert paid(plan, last_year, a_line(amount=2_350_000)) == {"ani": reward}


@pytest.mark.parametrize(("cost", "reward"), [(225_000, 4_500), (225_001, None)])
def test_6_mixed_rebate(cost, reward) -> None:
    plan = a_plan(
        conditions=[
            {"measure": "categories", "at_least": 3},
            {"measure": "margin_rate", "at_least": "25%"},
        ],
        reward={"rate": "1.5%"},
    )
    goods = [a_product(name, category=name) for name in ("A", "B", "C")]
    lines = [
        a_line(line_no=1, product_id="A", cost=cost - 150_000),
        a_line(line_no=2, product_id="B", cost=75_000),
        a_line(line_no=3, product_id="C", cost=75_000),
    ]

    assert paid(plan, *lines, products=goods).get("ani") == reward


def test_7_friday_ends_at_midnight_in_jakarta() -> None:
    plan = a_plan(scope={"weekday": "fri"}, reward={"rate": "1%"}, payee="yayasan")
    friday = a_line("2026-11-06T16:59:00+00:00")
    saturday = a_line("2026-11-06T17:00:00+00:00", order_id="B")

    [award] = awards(plan, friday, saturday)

    assert (award.party_id, award.payee_id, award.amount) == ("ani", "yayasan", 1_000)


@pytest.mark.parametrize(
    ("mode", "reward"), [("incremental", 200_000), ("retroactive", 300_000)]
)
def test_8_tiers_by_slices_and_on_everything(mode, reward) -> None:
    tiers = [{"from": 0, "rate": "1%"}, {"from": 10_000_000, "rate": "2%"}]
    plan = a_plan(reward={"tiers": tiers, "mode": mode})

    assert paid(plan, a_line(amount=15_000_000)) == {"ani": reward}


def test_9_budget_shared_in_proportion() -> None:
    plan = a_plan(reward={"rate": "100%"}, caps={"budget": 1_000_000})
    lines = [
        a_line(amount=600_000),
        a_line(order_id="B", seller_id="budi", amount=900_000),
    ]

    assert paid(plan, *lines) == {"ani": 400_000, "budi": 600_000}


@pytest.mark.parametrize(
    ("quantity", "amount", "reward"),
    [(1, 120_000, 30_000), (2, 400_000, 80_000), (-1, -200_000, -40_000)],
)
def test_10_commission_with_a_floor_a_unit(quantity, amount, reward) -> None:
    plan = a_plan(reward={"rate": "20%", "min_per_unit": 30_000})

    assert paid(plan, a_line(quantity=quantity, amount=amount)) == {"ani": reward}


@pytest.mark.parametrize(("sold", "reward"), [(3_800, 1_100), (1_000, 260)])
def test_11_three_slices(sold, reward) -> None:
    tiers = [
        {"from": 0, "rate": "10%"},
        {"from": 100, "rate": "20%"},
        {"from": 300, "rate": "30%"},
    ]
    plan = a_plan(reward={"tiers": tiers, "mode": "incremental"})

    assert paid(plan, a_line(amount=sold)) == {"ani": reward}


def points(returns: str):
    return a_plan(
        period={"from": "2026-11-01", "every": "order"},
        credit="buyer",
        returns=returns,
        reward={"step": {"every": 10_000, "give": 1}},
        settlement={"as": "points"},
    )


SALE = a_line(amount=37_000)
RETURN = a_line(
    "2026-12-03T10:00:00", order_id="R", quantity=-1, amount=-37_000, returns_order_id="A"
)


def test_12_points_of_an_order_and_of_its_return() -> None:
    found = awards(points("deduct"), SALE, RETURN)

    assert [(row.order_id, row.unit, row.amount) for row in found] == [
        ("A", "points", 3),
        ("R", "points", -3),
    ]


def test_12_points_of_an_order_restated_to_nothing_have_no_row() -> None:
    assert evaluated(points("restate"), SALE, RETURN).awards == ()


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-12-01T00:00:00+07:00", {"ani": 100_000}), ("2026-12-04T00:00:00+07:00", {})],
)
def test_13_a_late_return_takes_back_a_restated_bonus(as_of, expected) -> None:
    plan = a_plan(
        conditions=[{"measure": "quantity", "at_least": 10}],
        reward={"flat": 100_000},
        returns="restate",
    )
    sold = a_line(quantity=10)
    returned = a_line(
        "2026-12-03T10:00:00", order_id="R", quantity=-1, amount=-1, returns_order_id="A"
    )

    assert paid(plan, sold, returned, as_of=as_of) == expected
