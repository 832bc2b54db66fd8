"""So much more gives so much: what is told is what an evaluation with that much more gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from builders import NOON, a_line, a_party, a_product, a_promise
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from setia.awards.board import Asked as BoardAsked
from setia.awards.board import board_of, windows_on
from setia.awards.compute_standing import compute_standing
from setia.awards.next_step import next_step
from setia.awards.standing import Asked, rows_of
from setia.awards.why_not import why_not
from setia.catalog.models import Product
from setia.people.models import Party

HEAD = """
setia: 1
id: lomba
title: {id: Lomba, en: Contest}
period: {from: 2026-11-01, to: 2026-11-30}
"""
TARGETS = """
measure: quantity
reward:
  mode: retroactive
  tiers: [{from: 10, flat: 100000}, {from: 20, flat: 300000}]
"""
BONUS = "conditions: [{measure: revenue, at_least: 1000000}]\nreward: {rate: 2.5%}\n"
RANKING = """
measure: quantity
reward: {ranking: [{place: 1, flat: 500000}, {place: 2, flat: 200000}]}
"""
RACE = "measure: quantity\nreward: {race: [{reach: 5, flat: 100000}, {reach: 8, flat: 200000}]}\n"
STEPS = "reward: {step: {every: 250000, give: 10000}}\n"
CAPPED = STEPS + "caps: {per_party: 20000}\n"
RATES = """
measure: quantity
reward: {mode: retroactive, tiers: [{from: 10, rate: 1%}, {from: 20, rate: 3%}]}
"""
PLAIN = "reward: {rate: 5%}\n"
WINDOW = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def on_a_november_day(own_business):
    with time_machine.travel(datetime(2026, 11, 20, 3, tzinfo=UTC), tick=False):
        yield


def sold(code, pieces, order="", rupiah=100_000):
    party = Party.objects.filter(code=code).first() or a_party(code)
    product = Product.objects.first() or a_product("P-1")
    return a_line(
        order or f"O-{code}-{pieces}",
        party,
        product,
        quantity_milli=pieces * 1_000,
        amount_minor=pieces * rupiah * 100,
    )


CASES = {
    "the next tier": (TARGETS, {"R-1": 7}, ("tier", 3, "quantity", 100_000, 100_000)),
    "the second tier": (TARGETS, {"R-1": 14}, ("tier", 6, "quantity", 300_000, 200_000)),
    "a condition": (BONUS, {"R-1": 4}, ("condition", 600_000, "revenue", 25_000, 25_000)),
    "past who is ahead": (
        RANKING,
        {"R-1": 4, "R-2": 9},
        ("place", 6, "quantity", 500_000, 300_000),
    ),
    "a goal nobody has": (RACE, {"R-1": 3}, ("goal", 2, "quantity", 100_000, 100_000)),
    "a goal after one that another has": (
        RACE,
        {"R-1": 3, "R-2": 6},
        ("goal", 5, "quantity", 200_000, 200_000),
    ),
    "a whole step": (STEPS, {"R-1": 4}, ("step", 100_000, "revenue", 20_000, 10_000)),
}


@pytest.mark.parametrize("name", CASES)
def test_the_next_step_is_what_was_worked_out_by_hand(name):
    rest, pieces, told = CASES[name]
    a_promise(HEAD + rest)
    for code, count in pieces.items():
        sold(code, count)

    step = next_step(compute_standing(), "lomba", "R-1", WINDOW)

    assert (step.kind, step.more, step.measure, step.amount, step.gain) == told


def test_what_depends_on_the_price_tells_for_how_much_the_pieces_were_taken_to_sell():
    a_promise(HEAD + RATES)
    sold("R-1", 8)

    step = next_step(compute_standing(), "lomba", "R-1", WINDOW)

    assert (step.more, step.sold_for, step.amount) == (2, 200_000, 10_000)


NOTHING = {
    "where every sale brings more": (PLAIN, 5),
    "at the highest tier": (TARGETS, 25),
    "where a cap is reached": (CAPPED, 9),
}


@pytest.mark.parametrize("name", NOTHING)
def test_there_is_no_next_step(name):
    rest, pieces = NOTHING[name]
    a_promise(HEAD + rest)
    sold("R-1", pieces)

    assert next_step(compute_standing(), "lomba", "R-1", WINDOW) is None


def test_there_is_no_next_step_for_whoever_sold_nothing():
    a_promise(HEAD + TARGETS)
    sold("R-1", 5)
    a_party("R-2")

    assert next_step(compute_standing(), "lomba", "R-2", WINDOW) is None


SCHEMES = (TARGETS, BONUS, RANKING, RACE, STEPS, CAPPED)


@settings(
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.sampled_from(SCHEMES),
    st.lists(st.integers(1, 12), min_size=1, max_size=3),
)
def test_selling_that_much_more_gives_exactly_that_amount(businesses, rest, pieces):
    with businesses():
        a_promise(HEAD + rest)
        for number, count in enumerate(pieces, start=1):
            sold(f"R-{number}", count)
        step = next_step(compute_standing(), "lomba", "R-1", WINDOW)
        if step is None:
            return

        amount = step.more if step.measure == "revenue" else step.more * 100_000
        quantity = step.more if step.measure == "quantity" else Decimal(1)
        a_line(
            "MORE",
            Party.objects.get(code="R-1"),
            Product.objects.get(),
            sold_at=datetime(2026, 11, 20, 3, tzinfo=UTC),
            recorded_at=datetime(2026, 11, 20, 3, tzinfo=UTC),
            quantity_milli=int(quantity * 1_000),
            amount_minor=int(amount * 100),
        )

        (row,) = rows_of(compute_standing(), Asked("lomba", parties=["R-1"])).rows
        assert row.amount == step.amount


def test_not_paid_because_a_condition_failed_and_by_how_much():
    a_promise(HEAD + BONUS)
    sold("R-1", 4)

    found = why_not(compute_standing(), "lomba", "R-1", WINDOW, "en")

    assert found.failed == ("1. revenue at least 1,000,000: 400,000, NOT kept",)
    assert "600,000 short of it" in found.reasons[0]


def test_whoever_is_paid_needs_no_reason_why_not():
    a_promise(HEAD + PLAIN)
    sold("R-1", 4)

    assert why_not(compute_standing(), "lomba", "R-1", WINDOW, "en") is None


def test_a_board_has_places_with_ties_as_the_engine_decided():
    a_promise(HEAD + RANKING)
    sold("R-2", 5, "B")
    later = sold("R-1", 5, "A")
    assert later.sold_at == NOON

    board = board_of(compute_standing(), "lomba", BoardAsked(WINDOW), "en")

    assert [(one.party, one.place) for one in board.standees] == [("R-1", 1), ("R-2", 2)]
    assert [(rung.number, rung.who) for rung in board.ladder] == [
        (1, ("R-1",)),
        (2, ("R-2",)),
    ]
    assert (board.kind, board.final, board.amount) == ("ranking", False, 700_000)


def test_a_race_tells_who_holds_which_goal():
    a_promise(HEAD + RACE)
    sold("R-1", 6)
    sold("R-2", 9)

    board = board_of(compute_standing(), "lomba", BoardAsked(WINDOW), "en")

    assert {one.party: one.won for one in board.standees} == {"R-1": (1,), "R-2": (2,)}
    assert [(rung.taken, rung.most, rung.who) for rung in board.ladder] == [
        (1, 1, ("R-1",)),
        (1, 1, ("R-2",)),
    ]


def test_progress_is_told_to_the_nearest_threshold():
    a_promise(HEAD + TARGETS)
    sold("R-1", 7)

    (one,) = board_of(compute_standing(), "lomba", BoardAsked(WINDOW), "en").standees

    assert (one.progress.percent, one.progress.lacking) == (70, 3)
    assert one.next == "3 more of quantity reaches tier 1 (from 10), which pays 100,000."


def test_names_on_the_ladder_are_of_those_whom_the_reader_may_see():
    a_promise(HEAD + RANKING)
    sold("R-1", 6)
    sold("R-2", 9)

    seen = BoardAsked(WINDOW, parties=["R-1"])
    board = board_of(compute_standing(), "lomba", seen, "en")

    assert [(rung.taken, rung.who) for rung in board.ladder] == [(1, ()), (1, ("R-1",))]
    assert [one.party for one in board.standees] == ["R-1"]


def test_a_program_in_which_nobody_stands_has_no_window_yet():
    a_promise(HEAD + RANKING)

    assert windows_on(compute_standing(), "lomba") == []
