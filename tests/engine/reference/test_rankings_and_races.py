"""Places of a ranking and winners of a race."""

from __future__ import annotations

import pytest
from asked import awards, evaluated, paid

from setia_engine.testing.builders import a_line, a_party, a_plan

NOVEMBER = "2026-11-10T10:00:00"


def sold(seller: str, quantity: object, at: str = NOVEMBER, **parts):
    columns = {"order_id": f"{seller}{at}", "seller_id": seller, "quantity": quantity}
    return a_line(at, **columns | parts)


def ranked(*places, **parts):
    numbered = [{"place": number} | place for number, place in enumerate(places, start=1)]
    return a_plan(measure="quantity", reward={"ranking": numbered}, **parts)


def places(plan, *lines, **given):
    return {row.party_id: row.place for row in awards(plan, *lines, **given)}


GOLD, SILVER, BRONZE = ({"flat": money} for money in (300, 200, 100))


def test_the_best_take_places_in_order() -> None:
    lines = [sold("ani", 5), sold("budi", 9), sold("citra", 7), sold("dewi", 1)]

    found = places(ranked(GOLD, SILVER, BRONZE), *lines)

    assert found == {"budi": 1, "citra": 2, "ani": 3}


def test_of_equals_the_one_whose_last_line_is_earlier_comes_first() -> None:
    lines = [
        sold("ani", 5, "2026-11-12T10:00:00"),
        sold("ani", 4, "2026-11-01T10:00:00"),
        sold("budi", 9, "2026-11-12T09:59:59"),
        sold("citra", 9, "2026-11-12T12:00:00+09:00"),
    ]

    assert places(ranked(GOLD, SILVER, BRONZE), *lines) == {"budi": 1, "ani": 2, "citra": 3}


def test_of_equals_at_the_same_instant_party_ids_decide_by_code_point() -> None:
    lines = [sold(seller, 5) for seller in ("éko", "ani", "Budi")]

    assert places(ranked(GOLD, SILVER), *lines) == {"Budi": 1, "ani": 2}


def test_a_place_whose_minimum_nobody_meets_stays_empty() -> None:
    plan = ranked(*({"at_least": least} | GOLD for least in (100, 50, 5, 5)))
    lines = [sold("ani", 60), sold("budi", 40), sold("citra", 30), sold("dewi", 20)]

    assert places(plan, *lines) == {"ani": 2, "budi": 3, "citra": 4}


def test_without_a_minimum_a_place_asks_for_more_than_nothing() -> None:
    lines = [sold("ani", 0), sold("budi", -1), sold("citra", "0.001")]

    assert places(ranked(GOLD, SILVER), *lines) == {"citra": 1}


def test_a_minimum_may_let_in_who_sold_nothing() -> None:
    plan = ranked(GOLD, {"at_least": 0} | SILVER, {"at_least": -5} | BRONZE)
    lines = [sold("ani", 0), sold("budi", -1)]

    assert places(plan, *lines) == {"ani": 2, "budi": 3}


def test_who_fails_a_condition_takes_no_place() -> None:
    plan = ranked(GOLD, conditions=[{"measure": "buyers", "at_least": 1}])
    lines = [sold("ani", 9, buyer_id=None), sold("budi", 5)]

    assert places(plan, *lines) == {"budi": 1}


def test_who_is_not_eligible_takes_no_place() -> None:
    plan = ranked(GOLD, eligible={"not": {"role": "staff"}})
    staff = a_party("ani", role="staff")

    assert places(plan, sold("ani", 9), sold("budi", 5), parties=[staff]) == {"budi": 1}


def test_whose_measure_is_undefined_takes_no_place() -> None:
    plan = a_plan(
        measure="margin_rate",
        reward={"ranking": [{"place": 1, "at_least": -5, "flat": 1}]},
    )
    lines = [sold("ani", 9), sold("budi", 1, cost=400_000)]

    assert places(plan, *lines) == {"budi": 1}


def test_places_are_given_in_each_window() -> None:
    plan = ranked(GOLD, period={"from": "2026-10-01", "every": "month"})
    lines = [sold("ani", 5), sold("budi", 9), sold("ani", 1, "2026-10-10T10:00:00")]

    found = [(row.window_from.month, row.party_id) for row in awards(plan, *lines)]

    assert found == [(10, "ani"), (11, "budi")]


def test_a_rate_is_paid_on_what_the_placed_party_sold_on_lines_of_the_reward() -> None:
    place = {"place": 1, "rate": "10%"}
    plan = a_plan(
        measure="quantity",
        scope={"product": "sabun"},
        reward={"ranking": [place], "scope": {"product": "kopi"}},
    )
    lines = [sold("ani", 9), sold("ani", 1, line_no=2, product_id="kopi"), sold("budi", 8)]

    assert paid(plan, *lines) == {"ani": 10_000}


def test_a_place_paid_on_returns_pays_nothing_and_stays_taken() -> None:
    plan = ranked({"rate": "10%"}, SILVER)
    lines = [sold("ani", 9, amount=-100), sold("budi", 8)]

    assert paid(plan, *lines) == {"budi": 200}
    assert [row.place for row in evaluated(plan, *lines).standings] == [1, 2]


def raced(*races, **parts):
    return a_plan(**{"measure": "quantity", "reward": {"race": list(races)}} | parts)


TEN = {"reach": 10, "flat": 100}


def test_the_first_to_reach_wins() -> None:
    lines = [
        sold("ani", 6, "2026-11-01T10:00:00"),
        sold("budi", 10, "2026-11-02T10:00:00"),
        sold("ani", 90, "2026-11-03T10:00:00"),
    ]

    assert paid(raced(TEN), *lines) == {"budi": 100}


def test_as_many_win_as_there_are_winners() -> None:
    lines = [
        sold(seller, 10, f"2026-11-0{day}T10:00:00") for day, seller in enumerate("cab", 1)
    ]

    assert paid(raced(TEN | {"winners": 2}), *lines) == {"c": 100, "a": 100}


def test_lines_of_one_instant_race_in_order_of_their_numbers() -> None:
    ten, nine = sold("budi", 10, order_id="10"), sold("ani", 10, order_id="9")

    assert paid(raced(TEN), ten, nine) == {"budi": 100}


def test_who_falls_back_loses_to_the_next_one_with_hold() -> None:
    lines = [
        sold("ani", 10, "2026-11-01T10:00:00"),
        sold("budi", 10, "2026-11-02T10:00:00"),
        sold("ani", "-0.001", "2026-11-03T10:00:00"),
    ]

    assert paid(raced(TEN), *lines) == {"budi": 100}
    assert paid(raced(TEN | {"hold": False}), *lines) == {"ani": 100}
    assert paid(raced(TEN), *lines, as_of="2026-11-02T23:00:00+07:00") == {"ani": 100}


def test_who_falls_back_and_recovers_keeps_the_first_moment() -> None:
    lines = [
        sold("ani", 10, "2026-11-01T10:00:00"),
        sold("ani", -5, "2026-11-02T10:00:00"),
        sold("budi", 10, "2026-11-03T10:00:00"),
        sold("ani", 5, "2026-11-04T10:00:00"),
    ]

    assert paid(raced(TEN), *lines) == {"ani": 100}


def test_each_race_is_its_own() -> None:
    lines = [sold("ani", 10, "2026-11-01T10:00:00"), sold("budi", 30)]
    twenty = {"reach": 20, "flat": 5}

    assert paid(raced(TEN, twenty), *lines) == {"ani": 100, "budi": 5}


def test_who_fails_a_condition_does_not_race() -> None:
    plan = raced(TEN, conditions=[{"measure": "orders", "at_least": 2}])
    lines = [
        sold("ani", 10, "2026-11-01T10:00:00"),
        sold("budi", 5, "2026-11-02T10:00:00"),
        sold("budi", 5, "2026-11-03T10:00:00"),
    ]

    assert paid(plan, *lines) == {"budi": 100}


def test_a_restated_return_keeps_its_own_instant_in_a_race() -> None:
    back = sold("ani", -5, "2026-12-03T10:00:00", amount=-50_000, returns_order_id="aniA")
    lines = [
        sold("ani", 12, "2026-11-01T10:00:00", order_id="aniA"),
        sold("budi", 11, "2026-11-02T10:00:00"),
    ]

    plan = raced(TEN | {"hold": False}, returns="restate")
    assert paid(plan, *lines, back) == {"ani": 100}
    assert paid(raced(TEN, returns="restate"), *lines, back) == {"budi": 100}


@pytest.mark.parametrize(("reach", "winner"), [(100_000, {"ani": 100}), (100_001, {})])
def test_a_race_may_run_on_revenue(reach, winner) -> None:
    plan = raced({"reach": reach, "flat": 100}, measure="revenue")

    assert paid(plan, sold("ani", 1)) == winner
