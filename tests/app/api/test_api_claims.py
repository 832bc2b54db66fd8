"""Claims through the API: raised once, read with their lines, paid by key."""

from __future__ import annotations

import pytest
from builders import NOON, a_claim, a_final_month, a_party

from setia.claims.models import ClaimReceipt, ClaimSent
from setia.core.models import TrailEntry

RECEIPT = {"day": "2026-11-20", "amount": "50000.00", "reference": "BCA 20/11"}


@pytest.fixture
def claim(db):
    """A claim of Rp90,000 that was sent on 10 November 2026."""
    claim = a_claim(a_party("SUP-1", "Arum", role="supplier"))
    ClaimSent.objects.create(claim=claim, at=NOON, by="x", to="x")
    return claim


@pytest.fixture(autouse=True)
def in_december(time_machine):
    time_machine.move_to("2026-12-01T03:00:00Z", tick=False)


def test_claims_are_listed_with_what_is_open(caller, claim):
    a_claim(a_party("SUP-2", role="supplier"), 2)

    told = caller.get("/claims?supplier=SUP-1").json()
    assert told == {
        "items": [
            {
                "number": "KLM-2026-10-1",
                "supplier": "SUP-1",
                "month": "2026-10",
                "unit": "IDR",
                "amount": "90000.00",
                "received": "0.00",
                "written_off": "0.00",
                "open": "90000.00",
                "state": "sent",
                "raised_at": "2026-11-10T05:00:00Z",
                "sent_at": "2026-11-10T05:00:00Z",
            }
        ],
        "next": None,
    }
    assert len(caller.get("/claims").json()["items"]) == 2


def test_money_is_recorded_once_for_each_key(caller, claim):
    address = f"/claims/{claim.number}/receipts"
    first = caller.post(address, RECEIPT, Idempotency_Key="m-1")
    again = caller.post(address, RECEIPT, Idempotency_Key="m-1")
    other = caller.post(address, RECEIPT | {"amount": "1"}, Idempotency_Key="m-1")

    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert again["Idempotency-Replayed"] == "true"
    assert first.json() == again.json()
    assert (first.json()["state"], first.json()["open"]) == ("part_received", "40000.00")
    assert first.json()["receipts"] == [RECEIPT]
    assert ClaimReceipt.objects.count() == 1
    assert TrailEntry.objects.filter(act="claim.received").count() == 1


def test_more_than_is_open_is_refused_with_its_place(caller, claim):
    address = f"/claims/{claim.number}/receipts"
    answer = caller.post(address, RECEIPT | {"amount": "90001"}, Idempotency_Key="m-1")

    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert (problem["code"], problem["at"]) == ("claim.more_than_open", "amount")
    assert caller.post(address, RECEIPT).status_code == 400, "a key is needed"
    assert not ClaimReceipt.objects.exists()


def test_a_month_that_is_not_final_is_refused(caller, db):
    answer = caller.post("/claims", {"month": "2026-10"})

    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["message"] == "2026-10 is not final. Close it and make it final first."


def test_a_month_is_claimed_once(caller, db):
    a_final_month(a_party("SUP-1", role="supplier"), 90_000)
    first = caller.post("/claims", {"month": "2026-10"})
    told = [(one["supplier"], one["amount"]) for one in first.json()["items"]]
    assert (first.status_code, told) == (201, [("SUP-1", "90000.00")])

    answer = caller.post("/claims", {"month": "2026-10"})
    assert (answer.status_code, answer.json()) == (200, {"items": []})


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "x", 202610, None, "0000-01"])
def test_what_is_no_month_is_told(caller, db, month):
    (problem,) = caller.post("/claims", {"month": month}).json()["problems"]
    assert (problem["code"], problem["at"]) == ("input.month", "month")


def test_a_claim_that_is_not_there_is_told(caller, db):
    answer = caller.get("/claims/KLM-2026-10-9")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no claim “KLM-2026-10-9”."
