"""What a program can do with rewards, choices and enrolments."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_business, a_party, approved
from payouts.paying import on, released
from rewards.choosing import OWNER, a_menu, a_reward, won

from setia.programs.add_program import add_program
from setia.programs.ask_opt_in import Terms, ask_opt_in

PLAN = """
setia: 1
id: spiff
title: {id: SPIFF, en: SPIFF}
period: {from: 2026-11-01, to: 2026-11-30}
reward: {rate: 10%}
"""
SENT = {"sent_on": "2026-11-10", "how": "digital", "reference": "1234"}
SIGNED = {"day": "2026-11-10", "received_by": "Ani", "words": "Sudah terima"}


@pytest.fixture
def award(db):
    """Ani won a piece; a card is on the menu."""
    with on("2026-11-10"):
        a_business()
        award = won(a_party("R-1"))
        a_menu(award.program, a_reward("kartu", "card", 2))
        yield award


def test_a_reward_is_chosen_sent_and_handed_over(caller, award):
    (open_now,) = caller.get("/reward-openings?party=R-1").json()
    assert (open_now["pieces"], open_now["rewards"][0]["free"]) == (1, 2)
    body = {"award": award.pk, "reward": "kartu", "wish": "lewat WhatsApp"}
    made = caller.post("/reward-choices", body, Idempotency_Key="c-1")
    again = caller.post("/reward-choices", body, Idempotency_Key="c-1")
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json() == again.json()
    assert made.json()["state"] == "waiting"
    one = f"/reward-choices/{made.json()['id']}"
    assert caller.post(f"{one}/fulfilment", SENT).json()["state"] == "sent"
    assert caller.post(f"{one}/fulfilment", SENT).status_code == 409
    assert caller.post(f"{one}/handover", SIGNED).json()["handed_over_on"] == "2026-11-10"
    assert caller.get("/reward-choices?waiting_only=true").json()["items"] == []
    (card,) = caller.get("/rewards").json()["items"]
    assert (card["free"], card["kept"]) == (1, 0)


def test_a_choice_that_is_cancelled_can_be_made_again(caller, award):
    body = {"award": award.pk, "reward": "kartu"}
    made = caller.post("/reward-choices", body).json()
    gone = caller.post(f"/reward-choices/{made['id']}/cancellation", {"reason": "Salah"})
    assert gone.json()["state"] == "cancelled"
    assert caller.post("/reward-choices", body).status_code == 201


def test_points_buy_a_reward_and_come_back(caller, award):
    ani = award.payee
    poin = released(ani, 150, unit="points", on_day=date(2026, 11, 3))
    a_menu(poin.program, a_reward("gelas", pieces=1), gelas=120)
    body = {"reward": "gelas", "program": poin.program.code, "party": "R-1"}
    made = caller.post("/reward-choices", body).json()
    assert (made["points"], made["award"]) == ("120", None)
    one = f"/reward-choices/{made['id']}/cancellation"
    assert caller.post(one, {"reason": "Salah"}).json()["state"] == "cancelled"
    (_, of_points) = caller.get("/reward-openings?party=R-1").json()
    assert of_points["points"] == "150"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"reward": "emas"}, "reward.not_on_menu"),
        ({"reward": "kartu", "award": 999_999}, "award.unknown"),
        ({"reward": "kartu", "award": None, "program": "x"}, "program.unknown"),
        ({"reward": "kartu", "award": None, "program": "goods"}, "party.unknown"),
    ],
)
def test_what_is_asked_wrongly_is_told(caller, award, body, code):
    answer = caller.post("/reward-choices", {"award": award.pk} | body)
    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["problems"]] == [code]


def test_a_party_joins_a_program_and_withdraws(caller, db):
    with on("2026-10-20"):
        a_party("R-1")
        program = add_program(PLAN, OWNER)
        ask_opt_in(program, Terms(date(2026, 11, 10), "Saya ikut."), OWNER)
        approved(program)
        terms = caller.get("/programs/spiff/opt-in").json()
        assert (terms["number"], terms["until"]) == (1, "2026-11-10")
        body = {"party": "R-1", "terms": 1}
        made = caller.post("/programs/spiff/enrolments", body)
        assert (made.status_code, made.json()["way"]) == (200, "api")
        assert caller.post("/programs/spiff/enrolments", body).json() == made.json()
        listed = caller.get("/programs/spiff/enrolments").json()["items"]
        assert [one["party"] for one in listed] == ["R-1"]
        gone = "/programs/spiff/enrolments/R-1/withdrawal"
        assert caller.post(gone, {}).status_code == 200
        assert caller.post(gone, {}).status_code == 404
