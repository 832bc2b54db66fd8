"""The board and the next step through the API, for those whom the caller may see."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from builders import a_business, a_line, a_party, a_product, a_promise, an_actor

from setia.core.issue_token import issue_token

CONTEST = """
setia: 1
id: lomba
title: {id: Lomba, en: Contest}
period: {from: 2026-11-01, to: 2026-11-30}
measure: quantity
reward: {ranking: [{place: 1, flat: 500000}, {place: 2, flat: 200000}]}
"""


@pytest.fixture
def asked(own_business, client):
    with time_machine.travel(datetime(2026, 11, 20, 7, tzinfo=UTC), tick=False):
        a_business()
        a_promise(CONTEST)
        goods = a_product("P-1")
        a_line("A", a_party("R-1"), goods, quantity_milli=4_000)
        a_line("B", a_party("R-2"), goods, quantity_milli=2_000)
        token = issue_token("board", ["award.see"], an_actor())[1]
        headers = {"authorization": f"Bearer {token}", "accept-language": "en"}
        yield lambda path: client.get(f"/api/v1{path}", headers=headers)


def test_the_board_is_told_with_its_moment_and_what_lacks(asked):
    told = asked("/programs/lomba/standing?limit=1").json()

    assert (told["provisional"], told["kind"], told["count"]) == (True, "ranking", 2)
    assert told["as_of"].startswith("2026-11-20T07:00:00")
    (best,) = told["items"]
    assert (best["party"], best["place"], best["amount"]) == ("R-1", 1, "500000.00")
    assert [rung["who"] for rung in told["ladder"]] == [["R-1"], ["R-2"]]

    (second,) = asked(told["next"].removeprefix("/api/v1")).json()["items"]
    assert second["next"] == "Place 1 is held by somebody with 2 more of quantity."


def test_the_next_step_is_told_with_what_it_gives(asked):
    step = asked("/programs/lomba/next-step/R-2?window=2026-11-01").json()["step"]

    assert (step["kind"], step["more"], step["amount"]) == ("place", "3.000", "500000.00")
    best = asked("/programs/lomba/next-step/R-1?window=2026-11-01").json()
    assert best["step"] is None


def test_a_window_that_is_none_is_not_found(asked):
    assert asked("/programs/lomba/standing?window=2026-11-05").status_code == 404
    assert asked("/programs/lomba/next-step/R-1?window=2026-11-05").status_code == 404
