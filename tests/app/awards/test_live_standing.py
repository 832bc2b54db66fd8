"""The standing that is kept up to date is held to an evaluation of everything, row by row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from builders import a_business
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from live_world import World, kept, whole

from setia.awards.inquiry import Inquiry, question
from setia.awards.live.keeper import Keeper
from setia.awards.standing import Standing
from setia_engine.run.evaluate import Told
from setia_engine.run.write import in_one

EXPLAINED = ("bulanan", "pilih-satu", "anggaran", "peringkat")
START = datetime(2026, 11, 9, 3, tzinfo=UTC)
ACTS = (
    *("sell",) * 5,
    *("bring_back", "bring_back", "add_to_order", "sell_late_what_was_returned"),
    *("correct", "reverse", "change_tier", "rename", "merge", "change_product"),
    *("change_program", "wait", "restart"),
)
HISTORIES = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 40), st.integers(0, 40)),
    min_size=4,
    max_size=9,
)
QUICK = settings(
    deadline=None,
    max_examples=3,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
THOROUGH = settings(QUICK, max_examples=60)


@QUICK
@given(HISTORIES)
def test_the_quick_way_gives_the_rows_of_a_whole_evaluation(businesses, history):
    _held_to_the_whole(businesses, history)


@pytest.mark.slow
@THOROUGH
@given(HISTORIES)
def test_the_quick_way_gives_the_rows_of_a_whole_evaluation_in_many_histories(
    businesses, history
):
    _held_to_the_whole(businesses, history)


def _held_to_the_whole(businesses, history):
    with (
        businesses(),
        time_machine.travel(START, tick=False) as clock,
        Keeper() as keeper,
    ):
        a_business()
        world = World.founded()
        keeper.turn()
        for number, (act, one, other) in enumerate(history, start=1):
            clock.shift(timedelta(minutes=1))
            if act == "wait":
                clock.shift(timedelta(days=(0, 1, 9)[one % 3], hours=one))
            elif act == "restart":
                keeper.close()
                keeper.__init__()
            else:
                world.do(act, one, other)
            standing = keeper.turn()
            if number % 4 == 0 or number == len(history):
                _same_as_whole(standing)


def _same_as_whole(standing: Standing) -> None:
    meant = whole()
    for name in ("awards", "standings"):
        found = kept(standing, name)
        assert set(found) == set(meant)
        for code, tables in meant.items():
            assert found[code].to_pylist() == tables[name].to_pylist(), (name, code)


def test_an_explanation_on_demand_is_that_of_a_whole_evaluation(own_business):
    with time_machine.travel(START, tick=False), Keeper() as keeper:
        a_business()
        world = World.founded()
        for number in range(12):
            world.do(("sell", "sell", "bring_back")[number % 3], number * 7, number * 5)
        standing = keeper.turn()
        told = {code: tables for code, tables in whole().items() if code in EXPLAINED}

        for code, tables in told.items():
            for award in tables["awards"].to_pylist()[-2:]:
                _explained_alike(standing, code, award, tables["explain"].to_pylist())
        assert sum(tables["awards"].num_rows for tables in told.values()) >= 4


def _explained_alike(standing, code, award, explained):
    def own(lines):
        names = ("window_from", "party_id")
        return [one for one in lines if all(one[name] == award[name] for name in names)]

    with Inquiry(standing, question(code, award["window_from"])) as inquiry:
        asked = inquiry.outcome(Told(parties=[award["party_id"]]))
    assert own(in_one(asked.explain).to_pylist()) == own(explained)
