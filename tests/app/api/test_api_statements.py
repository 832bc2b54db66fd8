"""Statements and disputes as a program reads and writes them."""

from __future__ import annotations

import pytest
from builders import a_business, a_party, a_product, a_promise, an_actor
from months import MONTHLY, OCTOBER, on, sold

from setia.closing.models import Adjustment, Award, Hold
from setia.core.issue_token import GRANTABLE
from setia.statements.close_month import close_month


@pytest.fixture
def october(own_business):
    a_business()
    a_promise(MONTHLY)
    goods = a_product("P-1")
    sold("A", a_party("R-1", "Ani"), goods, "2026-10-05", 1_000_000)
    sold("B", a_party("R-2", "Budi"), goods, "2026-10-06", 500_000)
    with on("2026-11-03"):
        close_month(OCTOBER, an_actor())
    return Award.objects.get(party__code="R-1")


@pytest.fixture
def caller(october, with_scopes):
    return with_scopes(*GRANTABLE)


def test_a_month_is_listed_page_by_page(caller):
    first = caller.get("/statements?month=2026-10&limit=1").json()
    second = caller.get(first["next"]).json()
    told = [(one["party"], one["earned"]) for one in first["items"] + second["items"]]
    assert told == [("R-1", "100000.00"), ("R-2", "50000.00")]
    assert second["next"] is None
    assert caller.get("/statements?month=2026-11").json()["items"] == []


@pytest.mark.parametrize("query", ["", "?month=2026-13", "?month=2026-1", "?month="])
def test_a_list_needs_a_month(caller, query):
    assert caller.get(f"/statements{query}").status_code == 422


def test_a_statement_tells_every_line_exactly(caller, october):
    told = caller.get("/statements/R-1/2026-10").json()
    assert (told["party"], told["revision"], told["state"]) == ("R-1", 1, "review")
    (unit,) = told["units"]
    assert (unit["opening"]["amount"], unit["closing"]["amount"]) == ("0.00", "100000.00")
    (line,) = unit["lines"]
    names = ("kind", "program", "version", "amount", "total", "due_on", "waits_for")
    assert [line[name] for name in names] == [
        "award",
        "komisi",
        1,
        "100000.00",
        "100000.00",
        "2026-11-30",
        "final",
    ]
    assert line["award"] == october.pk
    before = caller.get("/statements/R-1/2026-10?known_at=2026-11-01T00:00:00%2B07:00")
    assert before.json()["units"] == []


@pytest.mark.parametrize("path", ["R-9/2026-10", "R-1/2026-13", "R-1/x"])
def test_what_is_not_there_is_not_found(caller, path):
    assert caller.get(f"/statements/{path}").status_code == 404


def test_a_dispute_is_raised_once_for_each_key_and_answered_by_another(
    caller, with_scopes, october
):
    body = {"award": october.pk, "text": "Faktur Z belum dihitung"}
    with on("2026-11-05"):
        first = caller.post("/disputes", body, Idempotency_Key="d-1")
        again = caller.post("/disputes", body, Idempotency_Key="d-1")
        other = caller.post("/disputes", body)
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert other.json()["problems"][0]["code"] == "dispute.open_already"
    assert Hold.objects.count() == 1
    path = f"/disputes/{first.json()['id']}/answer"
    answer = {"reason": "Benar", "amount": "25000"}
    with on("2026-11-06"):
        assert caller.post(path, answer).status_code == 422, "who raised it"
        second = with_scopes("dispute.see", "dispute.settle")
        done = second.post(path, answer)
        late = second.post(path, answer)
    assert (done.status_code, late.status_code) == (200, 409)
    assert (done.json()["state"], done.json()["amount"]) == ("accepted", "25000.00")
    assert Adjustment.objects.get().amount_minor == 25_000_00
    assert caller.get("/disputes?open_only=true").json()["items"] == []
    assert [one["state"] for one in caller.get("/disputes").json()["items"]] == ["accepted"]


def test_a_dispute_of_no_award_is_refused(caller):
    answer = caller.post("/disputes", {"award": 2**63 - 1, "text": "x"})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "award.unknown"
    assert caller.post(f"/disputes/{10**30}/answer", {"reason": "x"}).status_code == 404
