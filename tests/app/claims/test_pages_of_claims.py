"""Claims on their pages: raised, sent, paid; a supplier answers its own and takes the proof."""

from __future__ import annotations

import pytest
from builders import a_party, a_promise, a_user
from django.urls import reverse
from funded import COMMISSION, open_rupiah, raised, sent, state
from months import OCTOBER, finalised, on, sold

from setia.claims.models import Claim, ClaimReceipt
from setia.core.roles import Role


@pytest.fixture
def books(world):
    a_promise(COMMISSION)
    sold("A", world.ani, world.goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    return world


def page(client, name, *args):
    return client.get(reverse(f"office:{name}", args=args)).content.decode()


def posted(client, name, number, **fields):
    address = reverse(f"office:{name}", args=[number] if number else [])
    return client.post(address, fields, follow=True).content.decode()


def test_finance_raises_sends_and_is_paid(client, books):
    client.force_login(a_user(Role.FINANCE, language="en"))
    with on("2026-11-04"):
        assert "1 claim was raised." in posted(client, "claim-raising", "", month="2026-10")
        again = posted(client, "claim-raising", "", month="2026-10")
        assert "There is nothing new to claim." in again
        claim = Claim.objects.get()
        assert "It was sent" in page(client, "claim", claim.number)
        posted(client, "claim-sending", claim.number, to="keuangan@arum.example")
    with on("2026-11-20"):
        money = {"day": "2026-11-20", "amount": "20.000", "key": "k-1"}
        for _ in range(2):
            assert "Saved." in posted(client, "claim-receipt", claim.number, **money)
        too_much = {**money, "amount": "40.001", "key": "k-2"}
        told = posted(client, "claim-receipt", claim.number, **too_much)

    assert "That is more than is open." in told
    assert (open_rupiah(claim), ClaimReceipt.objects.count()) == (40_000, 1)
    assert "Rp40,000" in page(client, "claims")


def test_whoever_raised_a_claim_is_told_to_ask_a_second_person(client, books):
    first, second = a_user(Role.FINANCE, "fitri", language="en"), a_user(Role.OWNER, "bayu")
    client.force_login(first)
    with on("2026-11-04"):
        posted(client, "claim-raising", "", month="2026-10")
    claim = sent(Claim.objects.get(), "2026-11-05")
    assert "Only a second person can write it off" in page(client, "claim", claim.number)
    lost = {"amount": "60.000", "reason": "Kontrak berakhir"}
    with on("2026-11-06"):
        posted(client, "claim-write-off", claim.number, **lost)
        assert state(claim) == "sent"
        client.force_login(second)
        posted(client, "claim-write-off", claim.number, **lost)
    assert state(claim) == "written_off"


@pytest.mark.pdf
def test_a_supplier_sees_what_was_sent_and_disputes_it(client, books):
    user = a_user(Role.SUPPLIER, party_id=books.supplier.pk, language="en")
    client.force_login(user)
    (claim,) = raised(OCTOBER, "2026-11-04")
    assert client.get(reverse("office:claim", args=[claim.number])).status_code == 404
    sent(claim, "2026-11-05")

    told = page(client, "claim", claim.number)
    assert "The supplier disputes…" in told
    assert "Record the money" not in told
    with on("2026-11-06"):
        reason = {"amount": "10.000", "reason": "Bukan mitra kami"}
        posted(client, "claim-dispute", claim.number, **reason)
    assert state(claim) == "disputed"
    for name, kind in (("claim-pdf", b"%PDF"), ("claim-xlsx", b"PK")):
        answer = client.get(reverse(f"office:{name}", args=[claim.number]))
        assert b"".join(answer).startswith(kind)
        answer.close()


def test_another_suppliers_claim_is_not_there(client, books):
    (claim,) = raised(OCTOBER, "2026-11-04")
    sent(claim, "2026-11-05")
    other = a_party("SUP-2", role="supplier")
    client.force_login(a_user(Role.SUPPLIER, party_id=other.pk))
    for name in ("claim", "claim-pdf", "claim-xlsx"):
        address = reverse(f"office:{name}", args=[claim.number])
        assert client.get(address).status_code == 404
    address = reverse("office:claim-acceptance", args=[claim.number])
    assert client.post(address, {"amount": "60.000"}).status_code == 404
    assert state(claim) == "sent"
