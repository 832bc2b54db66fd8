"""A run from its first look to the bank's last word, by pages and by the API."""

from __future__ import annotations

import html
import re

import pytest
from builders import a_business, a_party, a_user, an_actor
from django.core.files.uploadedfile import SimpleUploadedFile
from paying import banked, books, on, prepared, released, sent

from setia.core.issue_token import issue_token
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.payouts.models import BankAccount, PayoutOutcome, PayoutRun, PayoutSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    a_business()
    ani = a_party("R-1", "Ani")
    banked(ani)
    released(ani, 100_000)
    return ani


@pytest.fixture
def pages(client):
    """Return what opens a page as one of two people of finance."""

    def as_person(name):
        user = a_user(Role.FINANCE, name, language="en")
        client.force_login(user)
        return client

    return as_person


def told(answer):
    return " ".join(html.unescape(answer.content.decode()).split())


def uploaded(*rows):
    text = "Ref,Amount,Status,Date,Message\n" + "\n".join(rows)
    return {"file": SimpleUploadedFile("bank.csv", text.encode())}


def test_a_run_is_prepared_by_one_and_approved_by_another(ani, pages):
    fitri = pages("fitri")
    made = fitri.post("/payouts/runs/", {"day": "2026-11-10", "note": "Komisi"})
    assert made.url == "/payouts/runs/1/"
    page = told(fitri.get("/payouts/runs/1/"))
    assert "you prepared it yourself" in page
    assert "never paid to before" in page
    assert "/approval/" not in page
    fitri.post("/payouts/runs/1/approval/")
    assert not hasattr(PayoutRun.objects.get(), "approval")

    joko = pages("joko")
    assert "/payouts/runs/1/approval/" in told(joko.get("/payouts/runs/1/"))
    joko.post("/payouts/runs/1/approval/")

    assert books()["in_transfer", "", "IDR"] == 97_000_00
    file = joko.get("/payouts/runs/1/files/1/")
    assert file["Content-Disposition"] == 'attachment; filename="STA-1-1.csv"'
    assert "STA-1-1,014," in file.content.decode()
    assert "taken already" in told(joko.get("/payouts/runs/1/"))


def test_an_answer_of_the_bank_is_shown_row_by_row_before_it_is_recorded(ani, pages):
    with on("2026-11-10"):
        sent()
    joko = pages("joko")
    rows = ("STA-1-1,97000,Berhasil,2026-11-11,", "STA-1-7,1,Berhasil,2026-11-11,")
    shown = joko.post("/payouts/answers/", uploaded(*rows))
    assert "Nobody was sent this" in told(shown)
    assert PayoutOutcome.objects.count() == 0

    data = re.search(r'name="data"\s+value="([^"]+)"', shown.content.decode())[1]
    done = joko.post("/payouts/answers/record/", {"data": html.unescape(data)})

    assert "1 of 2 rows were recorded." in told(done)
    assert books()["bank", "", "IDR"] == 97_000_00
    assert "Arrived" in told(joko.get("/payouts/STA-1-1/"))


def test_a_file_that_is_none_is_told_on_the_form(ani, pages):
    answer = pages("joko").post("/payouts/answers/", uploaded())
    assert answer.status_code == 200
    wrong = {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")}
    answer = pages("fitri").post("/payouts/answers/", wrong)
    assert answer.status_code == 422
    assert "No column holds key" in told(answer)


def test_what_failed_is_sent_again_by_a_second_person(ani, pages):
    pages("fitri").post("/payouts/runs/", {"day": "2026-11-10"})
    joko = pages("joko")
    joko.post("/payouts/runs/1/approval/")
    failed = {"outcome": "failed", "day": "2026-11-11", "message": "Rekening ditutup"}
    joko.post("/payouts/STA-1-1/outcome/", failed)
    assert "Rekening ditutup" in told(joko.get("/payouts/STA-1-1/"))
    account = {"bank_code": "008", "account_no": "999-888-777", "account_name": "Ani"}
    joko.post(f"/payees/{ani.pk}/account/", account)
    joko.post("/payouts/STA-1-1/attempts/")

    page = told(joko.get("/payouts/STA-1-1/"))
    assert "Attempt 2, file 1" in page
    assert "999888777" in page


def test_why_somebody_is_carried_over_stands_on_the_first_page(ani, pages):
    a_name = a_party("R-2", "Budi")
    released(a_name, 10_000)
    page = told(pages("joko").get("/payouts/"))
    assert "Below the minimum" in page
    assert f"/payees/{a_name.pk}/" in page


def test_an_item_leads_to_the_explanation_of_its_award(ani, pages):
    prepared()
    page = told(pages("joko").get("/payouts/STA-1-1/"))
    assert "/programs/komisi/awards/2026-10-01/R-1/?order=A-" in page
    assert "The tax step by step" in page


def test_what_is_wrong_with_the_layout_is_told_with_its_place(ani, pages):
    wrong = {
        "minimum": "75.000",
        "netting_percent": "50",
        "layout": '{"name": "BCA", "columns": [{"head": "x", "field": "sum"}]}',
        "confirmation": "{}",
        "version": "1",
    }
    joko = pages("joko")
    answer = joko.post("/payouts/settings/", wrong)
    assert answer.status_code == 422
    assert "columns.0.field: “sum” is no field." in told(answer)
    assert PayoutSettings.objects.count() == 0

    columns = '[{"head": "No", "field": "account_no"}, {"head": "Rp", "field": "amount"}]'
    right = {**wrong, "layout": f'{{"name": "BCA", "columns": {columns}}}'}
    assert joko.post("/payouts/settings/", right).status_code == 302
    kept = PayoutSettings.objects.get()
    assert (kept.minimum_minor, kept.netting_percent, kept.version) == (75_000_00, 50, 2)
    stale = joko.post("/payouts/settings/", right)
    assert "Somebody else changed these settings" in told(stale)
    assert "Have your tax adviser confirm it" in told(joko.get("/payouts/settings/"))


def test_goods_are_handed_over_on_their_page(ani, pages):
    mug = released(ani, 2, unit="goods")
    joko = pages("joko")
    form = {"amount": "2", "note": "Diambil", "left": "2"}
    joko.post(f"/payouts/goods/{mug.pk}/handover/", form)
    joko.post(f"/payouts/goods/{mug.pk}/handover/", form)
    assert books()["handed_over", "", "goods"] == 2_00
    assert "Nothing waits to be handed over" in told(joko.get("/payouts/goods/"))


def test_a_payee_who_was_merged_has_no_page(ani, pages):
    assert pages("joko").get("/payees/999/").status_code == 404


def test_an_account_stands_on_its_page_and_not_in_the_trail(ani, pages):
    joko = pages("joko")
    account = {"bank_code": "", "account_no": "55550001234", "account_name": "Ani"}
    joko.post(f"/payees/{ani.pk}/account/", account)
    assert "55550001234" in told(joko.get(f"/payees/{ani.pk}/"))
    assert BankAccount.objects.count() == 2
    assert "5555000" not in str(list(TrailEntry.objects.values()))


def called(client, method, path, token, body=None, **headers):
    return getattr(client, method)(
        f"/api/v1{path}",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}", "Accept-Language": "en", **headers},
    )


@pytest.fixture
def tokens():
    scopes = ["payout.see", "payout.make", "payout.approve"]
    return [issue_token(name, scopes, an_actor())[1] for name in ("maker", "checker")]


def test_two_programs_prepare_and_approve_a_run(ani, client, tokens):
    maker, checker = tokens
    released(a_party("R-2", "Budi"), 10_000)
    body = {"day": "2026-11-10", "note": "Komisi"}
    key = {"Idempotency-Key": "november-1"}
    made = called(client, "post", "/payout-runs", maker, body, **key)
    again = called(client, "post", "/payout-runs", maker, body, **key)
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json() == again.json()
    assert made.json()["carried"] == [
        {"payee": "R-2", "reason": "below_minimum", "gross": "10000.00"}
    ]

    same = called(client, "post", "/payout-runs/1/approval", maker)
    assert (same.status_code, same.json()["problems"][0]["code"]) == (
        422,
        "payout.run.same_person",
    )
    done = called(client, "post", "/payout-runs/1/approval", checker)
    assert (done.json()["state"], done.json()["net"]) == ("sent", "97000.00")
    late = called(client, "post", "/payout-runs/1/approval", checker)
    assert late.status_code == 409

    file = called(client, "get", "/payout-runs/1/bank-file", checker)
    assert (file.status_code, file["Content-Type"]) == (200, "text/csv")
    listed = called(client, "get", "/payouts?run=1&payee=R-1", checker).json()["items"]
    assert [(one["key"], one["state"]) for one in listed] == [("STA-1-1", "sent")]
    whole = called(client, "get", "/payouts/STA-1-1", checker).json()
    assert (whole["gross"], whole["tax"], whole["net"]) == (
        "100000.00",
        "3000.00",
        "97000.00",
    )
    assert [(one["program"], one["amount"]) for one in whole["items"]] == [
        ("komisi", "100000.00")
    ]


def test_what_is_not_there_is_told_so(ani, client, tokens):
    for method, path in (
        ("get", "/payouts/STA-9-9"),
        ("post", "/payout-runs/9/approval"),
        ("get", "/payout-runs/99999999999999999999/bank-file"),
    ):
        assert called(client, method, path, tokens[0]).status_code == 404
