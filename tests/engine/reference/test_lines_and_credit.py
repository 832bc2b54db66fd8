"""Which lines exist, on which day each counts, for whom, and how returns count."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from asked import awards, changed, evaluated, paid

from setia_engine.reference.evaluate import evaluate
from setia_engine.reference.rows import Facts
from setia_engine.testing.builders import a_line, a_party, a_plan

MONTHS = {"from": "2026-10-01", "every": "month"}
ORDERS = {"from": "2026-11-01", "to": "2026-11-30", "every": "order"}
NEW_YORK = {"from": "2026-11-01", "to": "2026-11-01", "timezone": "America/New_York"}


def sale(**parts):
    return a_line("2026-10-20T10:00:00", **parts)


def returned(sold_at: str = "2026-11-03T10:00:00", **parts):
    columns = {"order_id": "R", "quantity": -1, "amount": -100_000, "returns_order_id": "A"}
    return a_line(sold_at, **columns | parts)


def by_month(plan, *lines):
    return {row.window_from.month: int(row.amount) for row in awards(plan, *lines)}


def test_a_line_recorded_later_does_not_exist_yet() -> None:
    line = a_line("2026-11-01T10:00:00", recorded_at="2026-11-05T10:00:00")

    assert paid(a_plan(), line, as_of="2026-11-05T09:59:59+07:00") == {}
    assert paid(a_plan(), line, as_of="2026-11-05T10:00:00+07:00") == {"ani": 10_000}


def test_a_line_without_a_recording_became_known_when_it_was_sold() -> None:
    line = a_line("2026-11-05T10:00:00")

    assert paid(a_plan(), line, as_of="2026-11-05T02:59:59+00:00") == {}
    assert paid(a_plan(), line, as_of="2026-11-05T03:00:00+00:00") == {"ani": 10_000}


def test_a_line_known_before_it_is_sold_counts() -> None:
    line = a_line("2026-11-20T10:00:00", recorded_at="2026-11-01T10:00:00")

    assert paid(a_plan(), line, as_of="2026-11-02T00:00:00+07:00") == {"ani": 10_000}


def test_a_moment_without_an_offset_cannot_be_evaluated_at() -> None:
    with pytest.raises(ValueError, match="offset"):
        evaluate([a_plan()], Facts(), datetime(2026, 11, 1))


@pytest.mark.parametrize(
    ("sold_at", "zone", "inside"),
    [
        ("2026-11-30T16:59:59+00:00", "Asia/Jakarta", True),
        ("2026-11-30T17:00:00+00:00", "Asia/Jakarta", False),
        ("2026-11-30T23:30:00+09:00", "Asia/Jakarta", True),
        ("2026-12-01T01:30:00+09:00", "Asia/Jakarta", True),
        ("2026-11-30T23:30:00+07:00", "Asia/Jayapura", False),
        ("2026-11-30T23:59:59", "Asia/Jayapura", True),
    ],
)
def test_a_line_belongs_to_the_day_of_the_zone_of_the_plan(sold_at, zone, inside) -> None:
    plan = a_plan(period={"from": "2026-11-01", "to": "2026-11-30", "timezone": zone})

    assert bool(paid(plan, a_line(sold_at))) is inside


def test_of_a_repeated_local_time_the_first_is_meant() -> None:
    line = a_line("2026-11-01T01:30:00")
    plan = a_plan(period=NEW_YORK)

    assert paid(plan, line, as_of="2026-11-01T05:29:59+00:00") == {}
    assert paid(plan, line, as_of="2026-11-01T05:30:00+00:00") == {"ani": 10_000}


def test_a_skipped_local_time_moves_forward_by_the_gap() -> None:
    line = a_line("2026-03-08T02:30:00")
    plan = a_plan(period=NEW_YORK | {"from": "2026-03-08"})

    assert paid(plan, line, as_of="2026-03-08T03:29:59-04:00") == {}
    assert paid(plan, line, as_of="2026-03-08T03:30:00-04:00") == {"ani": 10_000}


def test_the_same_lines_may_be_written_with_an_offset_or_without_one() -> None:
    plan = a_plan()
    local, told = a_line("2026-11-10T10:00:00"), a_line("2026-11-10T03:00:00+00:00")

    assert evaluated(plan, local).awards == evaluated(plan, told).awards


@pytest.mark.parametrize(
    ("credit", "earner"), [("seller", "ani"), ("buyer", "budi"), ("upline", "ratu")]
)
def test_a_line_is_credited_to_seller_buyer_or_upline(credit, earner) -> None:
    party = a_party("ani", parent_id="ratu")

    assert paid(a_plan(credit=credit), a_line(), parties=[party]) == {earner: 10_000}


def test_a_line_without_the_credited_party_earns_nobody_anything() -> None:
    assert paid(a_plan(credit="buyer"), a_line(buyer_id=None)) == {}
    assert paid(a_plan(credit="upline"), a_line(), parties=[a_party("ani")]) == {}
    assert paid(a_plan(credit="upline"), a_line(seller_id="hantu")) == {}


def test_the_parent_of_the_day_of_the_line_earns() -> None:
    lines = [a_line("2026-11-09T10:00:00"), a_line("2026-11-10T00:00:00", order_id="B")]
    moved = changed("ani", "parent_id", "raja", "2026-11-10")

    found = paid(
        a_plan(credit="upline"),
        *lines,
        parties=[a_party(parent_id="ratu")],
        history=[moved],
    )

    assert found == {"ratu": 10_000, "raja": 10_000}


def test_a_parent_may_be_taken_away() -> None:
    gone = changed("ani", "parent_id", None, "2026-11-10")

    found = paid(
        a_plan(credit="upline"),
        a_line(),
        parties=[a_party(parent_id="ratu")],
        history=[gone],
    )

    assert found == {}


def test_deducted_returns_count_on_their_own_date() -> None:
    plan = a_plan(period=MONTHS)

    assert by_month(plan, sale(), returned()) == {10: 10_000, 11: -10_000}


def test_restated_returns_count_on_the_date_of_the_order_that_they_undo() -> None:
    plan = a_plan(period=MONTHS, returns="restate")

    assert by_month(plan, sale(quantity=2, amount=300_000), returned()) == {10: 20_000}


def test_ignored_returns_are_left_out() -> None:
    plan = a_plan(period=MONTHS, returns="ignore")

    assert by_month(plan, sale(), returned()) == {10: 10_000}


@pytest.mark.parametrize("order", [None, "nowhere"])
def test_a_return_of_no_known_order_counts_on_its_own_date(order) -> None:
    plan = a_plan(period=MONTHS, returns="restate")

    found = by_month(plan, sale(), returned(returns_order_id=order))

    assert found == {10: 10_000, 11: -10_000}


def test_a_return_of_an_order_not_known_yet_counts_on_its_own_date() -> None:
    plan = a_plan(period=MONTHS, returns="restate")
    late = sale(recorded_at="2026-12-24T00:00:00")

    found = awards(plan, late, returned(), as_of="2026-12-01T00:00:00+07:00")

    assert [(row.window_from, row.amount) for row in found] == [
        (date(2026, 11, 1), Decimal(-10_000))
    ]


def test_a_positive_line_that_names_an_order_stays_where_it_is() -> None:
    plan = a_plan(period=MONTHS, returns="restate")
    swap = returned(quantity=1, amount=50_000)

    assert by_month(plan, sale(), swap) == {10: 10_000, 11: 5_000}


def test_restating_goes_one_step_only() -> None:
    plan = a_plan(period=MONTHS, returns="restate")
    undone = returned("2026-12-05T10:00:00", order_id="RR", returns_order_id="R")

    found = by_month(plan, sale(amount=500_000), returned(), undone)

    assert found == {10: 40_000, 11: -10_000}


def test_a_line_that_returns_its_own_order_counts_on_the_day_of_that_order() -> None:
    plan = a_plan(period=MONTHS, returns="restate")
    own = returned(order_id="A", line_no=2)

    assert by_month(plan, sale(amount=300_000), own) == {10: 20_000}


def test_either_a_negative_quantity_or_a_negative_amount_makes_a_return() -> None:
    plan = a_plan(returns="ignore")
    lines = [
        returned(line_no=1, quantity=-1, amount=0),
        returned(line_no=2, quantity=0, amount=-1),
        returned(line_no=3, quantity=0, amount=1_000),
    ]

    assert paid(plan, *lines) == {"ani": 100}


def test_a_gift_is_no_return() -> None:
    plan = a_plan(returns="ignore", reward={"per_unit": 7})

    assert paid(plan, a_line(amount=0), a_line(line_no=2, amount="0.99")) == {"ani": 14}


def test_an_order_is_a_window_on_the_day_of_its_earliest_line() -> None:
    plan = a_plan(period=ORDERS)
    lines = [
        a_line("2026-11-20T10:00:00", line_no=1),
        a_line("2026-11-12T23:00:00", line_no=2),
        a_line("2026-12-03T10:00:00", line_no=3),
    ]

    [award] = awards(plan, *lines)

    day = date(2026, 11, 12)
    assert (award.order_id, award.window_from, award.window_to) == ("A", day, day)
    assert award.amount == 30_000


def test_an_order_that_began_before_the_period_is_outside_of_it() -> None:
    plan = a_plan(period=ORDERS)
    lines = [a_line("2026-10-31T10:00:00"), a_line("2026-11-02T10:00:00", line_no=2)]

    assert awards(plan, *lines) == ()


def test_a_line_of_another_seller_dates_an_order_too() -> None:
    plan = a_plan(period=ORDERS, scope={"seller": "ani"})
    lines = [a_line("2026-11-20T10:00:00"), a_line(line_no=2, seller_id="budi")]

    [award] = awards(plan, *lines)

    assert (award.party_id, award.window_from) == ("ani", date(2026, 11, 10))


def test_an_earlier_line_that_becomes_known_moves_its_order() -> None:
    plan = a_plan(period=ORDERS)
    late = a_line("2026-11-12T10:00:00", line_no=2, recorded_at="2026-11-25T10:00:00")
    lines = [a_line("2026-11-20T10:00:00"), late]

    [before] = awards(plan, *lines, as_of="2026-11-24T00:00:00+07:00")
    [after] = awards(plan, *lines)

    assert (before.window_from, before.amount) == (date(2026, 11, 20), 10_000)
    assert (after.window_from, after.amount) == (date(2026, 11, 12), 20_000)


def test_a_return_joins_the_window_of_the_order_that_it_undoes() -> None:
    plan = a_plan(period=ORDERS, returns="restate")
    sold = a_line(quantity=3, amount=300_000)

    [award] = awards(plan, sold, returned("2026-12-09T10:00:00"))

    assert (award.order_id, award.amount) == ("A", 20_000)
