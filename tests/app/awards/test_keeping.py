"""Keeping the standing: what stays is not written again, and what was lost is found again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from builders import a_line, a_party, a_product, a_promise

from setia.awards import keep_standing as keeping
from setia.awards.compute_standing import key_now
from setia.awards.explain_award import explain_award
from setia.awards.keep_standing import is_kept, keep_standing
from setia.awards.live import keeper as module
from setia.awards.live.facts import scratch
from setia.awards.live.keeper import Keeper
from setia.awards.provisional import ASKED, provisional
from setia.awards.standing import Asked, latest_standing, rows_of, runs_folder
from setia.core.clock import now
from setia.core.one_at_a_time import one_at_a_time

HEAD = "setia: 1\nid: {id}\ntitle: {{id: {id}, en: {id}}}\n"
OVER = (
    HEAD.format(id="lalu")
    + "period: {from: 2026-10-01, to: 2026-10-31}\nreward: {rate: 5%}\n"
)
RUNS = (
    HEAD.format(id="kini")
    + "period: {from: 2026-11-01, to: 2026-11-30}\nreward: {rate: 10%}\n"
)
OCTOBER = datetime(2026, 10, 10, 5, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 18, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def world(own_business):
    with time_machine.travel(datetime(2026, 11, 20, 3, tzinfo=UTC), tick=False):
        a_promise(OVER)
        a_promise(RUNS)
        seller, goods = a_party("R-1"), a_product("P-1")
        a_line("OLD", seller, goods, sold_at=OCTOBER, recorded_at=OCTOBER)
        yield lambda order, at=NOVEMBER, recorded_at=NOVEMBER: a_line(
            order, seller, goods, sold_at=at, recorded_at=recorded_at
        )


def file_of(standing, program):
    return (standing.folder / "standings" / f"{program}.parquet").stat().st_ino


def amounts(standing):
    return {row.program: row.amount for row in rows_of(standing, Asked()).rows}


def test_only_the_program_that_a_sale_touches_is_written_again(world):
    with Keeper() as keeper:
        first = keeper.turn()
        world("NEW")
        second = keeper.turn()

    assert file_of(first, "lalu") == file_of(second, "lalu")
    assert amounts(second) == {"lalu": Decimal(5_000), "kini": Decimal(10_000)}


def test_a_late_sale_of_a_window_that_is_over_touches_that_one_alone(world):
    with Keeper() as keeper:
        world("NEW")
        first = keeper.turn()
        world("LATE", OCTOBER)
        second = keeper.turn()

    assert file_of(first, "kini") == file_of(second, "kini")
    assert amounts(second) == {"lalu": Decimal(10_000), "kini": Decimal(10_000)}


def test_a_keeper_that_was_lost_is_followed_by_one_that_goes_on_from_there(world):
    first = Keeper().turn()
    world("NEW")

    with Keeper() as keeper:
        second = keeper.turn()

    assert file_of(first, "lalu") == file_of(second, "lalu")
    assert amounts(second)["kini"] == Decimal(10_000)


def test_a_newcomer_asks_for_nothing_to_be_evaluated_again(world):
    with Keeper() as keeper:
        world("NEW")
        keeper.turn()
        world("NEXT")
        first = keeper.turn()
        a_party("R-2")
        second = keeper.turn()

    assert file_of(first, "kini") == file_of(second, "kini")
    assert first.key != second.key


def test_while_a_keeper_is_at_work_pages_ask_for_no_job(world):
    provisional()
    world("NEW")

    with one_at_a_time(runs_folder() / ".keeper.lock"):
        assert is_kept()
        assert provisional().behind
    assert not (runs_folder() / ASKED).exists()

    assert not is_kept()
    assert provisional().behind
    assert (runs_folder() / ASKED).exists()


def test_it_is_kept_round_by_round_and_what_was_killed_is_swept(world, monkeypatch):
    monkeypatch.setattr(keeping.time, "sleep", lambda seconds: None)
    (scratch() / "ready-left-by-a-kill").mkdir()
    rounds = iter([False, False, True])

    keep_standing(lambda: next(rounds))

    assert amounts(latest_standing()) == {"lalu": Decimal(5_000)}
    assert list(scratch().iterdir()) == []


def test_the_first_sale_after_a_start_finds_its_facts_held_ready(world, monkeypatch):
    with Keeper() as keeper:
        keeper.turn()
        keeper.hold_ready()
        opened = []
        monkeypatch.setattr(module, "ReadyFacts", opened.append)
        world("NEW")
        assert amounts(keeper.turn())["kini"] == Decimal(10_000)

    assert opened == []


def test_trouble_is_told_and_the_next_round_goes_on(world, monkeypatch, caplog):
    pauses = []
    monkeypatch.setattr(keeping.time, "sleep", pauses.append)
    turn, troubles = Keeper.turn, iter([OSError("disk is full")])

    def troubled(self):
        for trouble in troubles:
            raise trouble
        return turn(self)

    monkeypatch.setattr(Keeper, "turn", troubled)
    rounds = iter([False, False, True])

    keep_standing(lambda: next(rounds))

    assert "could not be brought up to date" in caplog.text
    assert pauses[0] == keeping.AFTER_TROUBLE
    assert latest_standing() is not None


def test_a_program_approved_meanwhile_is_there_with_the_next_turn(world):
    with Keeper() as keeper:
        world("NEW")
        keeper.turn()
        a_promise(RUNS.replace("kini", "baru"))
        standing = keeper.turn()

    assert amounts(standing)["baru"] == Decimal(10_000)
    assert {row.window_from for row in rows_of(standing, Asked("baru")).rows} == {
        date(2026, 11, 1)
    }


BEFORE_MIDNIGHT = datetime(2026, 11, 30, 16, 59, 50, tzinfo=UTC)
TEN_SECONDS = timedelta(seconds=10)


def states(standing):
    return {row.program: row.status for row in rows_of(standing, Asked()).rows}


def test_a_day_that_begins_in_the_middle_of_a_turn_is_evaluated_by_the_next(
    world, monkeypatch
):
    with time_machine.travel(BEFORE_MIDNIGHT, tick=False) as clock, Keeper() as keeper:
        world("NEW")
        keeper.turn()
        world("LATE", OCTOBER)
        follow = Keeper._following

        def followed(self, wanted, reach):
            facts = follow(self, wanted, reach)
            clock.shift(TEN_SECONDS)
            return facts

        monkeypatch.setattr(Keeper, "_following", followed)
        assert states(keeper.turn()) == {"lalu": "final", "kini": "provisional"}
        third = keeper.turn()

        assert states(third) == {"lalu": "final", "kini": "final"}
        assert third.key == key_now()


@pytest.mark.parametrize(
    ("before", "orders"), [("cursor_now", {"NEW", "THEN"}), ("fresh_rows", {"NEW"})]
)
def test_board_and_explanation_know_the_same_sales_whenever_one_is_made(
    world, monkeypatch, before, orders
):
    with (
        time_machine.travel(NOVEMBER + TEN_SECONDS, tick=False) as clock,
        Keeper() as keeper,
    ):
        world("NEW")
        step = getattr(module, before)

        def sold_before(*args):
            clock.shift(TEN_SECONDS)
            monkeypatch.setattr(module, before, step)
            world("THEN", recorded_at=now())
            clock.shift(TEN_SECONDS)
            return step(*args)

        monkeypatch.setattr(module, before, sold_before)
        standing = keeper.turn()

        tale = explain_award(standing, "kini", "R-1", date(2026, 11, 1), "", "en")
        assert {part.order_id for part in tale.parts} == orders
        assert amounts(standing)["kini"] == 10_000 * len(orders)
        assert amounts(keeper.turn())["kini"] == 20_000
