"""The page of a guard: asked in a form, told with its verdict first, kept with the version."""

from __future__ import annotations

import re

import pytest
from api.api_caller import Caller
from builders import NOON, a_user, an_actor
from guard.test_guard import BAD, GOOD, STILL, drafted, guarded

from setia.core.issue_token import issue_token
from setia.core.models import Business, User
from setia.core.roles import Role
from setia.core.work_beside import Progress
from setia.guard import jobs
from setia.guard.assumed import as_data
from setia.programs.guarded import report_of
from setia.programs.models import Approval, GuardException, GuardReport, Rejection

USUAL = {"low": "-5", "high": "20", "worthwhile": "30.000", "missing": "20"}


@pytest.fixture
def owner(client, shop):
    client.force_login(a_user(Role.OWNER))
    return client


def page_of(version):
    return f"/programs/{version.program.code}/versions/{version.number}/guard/"


def read(client, version):
    return client.get(page_of(version)).content.decode()


def test_somebody_guards_a_draft_and_reads_what_it_leaves(owner):
    version = drafted(GOOD)
    assert "Periksa labanya" in owner.get("/programs/bonus/").content.decode()
    answer = owner.post(page_of(version), USUAL)
    assert (answer.status_code, answer.url) == (302, page_of(version))
    text = read(owner, version)
    assert "Lolos: dengan penjualan seperti yang terjadi biayanya Rp24.000" in text
    assert "dari margin Rp100.000 tersisa Rp76.000" in text
    assert "<svg" in text
    assert GuardReport.objects.get().assumptions["responses"] == [
        {"low": -500, "high": 2000, "by": "all", "value": ""}
    ]


def test_groups_have_ranges_of_their_own(owner, shop):
    shop.category = "Beras"
    shop.save()
    version = drafted(GOOD)
    group = {"group_1": "category:Beras", "low_1": "0", "high_1": "12,5"}
    owner.post(page_of(version), USUAL | group)
    assert GuardReport.objects.get().assumptions["responses"][1] == {
        "low": 0,
        "high": 1250,
        "by": "category",
        "value": "Beras",
    }
    # the form begins with what was assumed last
    assert 'value="12,5"' in read(owner, version)


@pytest.mark.parametrize(("currency", "usual"), [("IDR", "30.000"), ("USD", "")])
def test_what_is_worthwhile_is_only_suggested_in_rupiah(owner, currency, usual):
    Business.objects.update(currency=currency)
    field = re.search(r'<input[^>]*name="worthwhile"[^>]*>', read(owner, drafted(GOOD)))
    assert (f'value="{usual}"' in field[0]) is bool(usual)
    assert ("value=" in field[0]) is bool(usual)


def test_without_an_amount_nobody_judges_what_is_worthwhile(owner):
    version = drafted(GOOD)
    owner.post(page_of(version), USUAL | {"worthwhile": ""})
    kept = GuardReport.objects.get()
    assert kept.assumptions["worthwhile_minor"] is None
    assert "hardly_worthwhile" not in {one["code"] for one in kept.report["findings"]}
    owner.post(page_of(version), USUAL)
    asked = report_of(version)
    assert asked.assumptions["worthwhile_minor"] == 30_000_00
    assert "hardly_worthwhile" in {one["code"] for one in asked.report["findings"]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": "30", "high": "20"},
        {"low": "-100"},
        {"missing": "120"},
        {"low": ""},
        {"high": "banyak"},
        {"group_1": "category:tidak ada", "low_1": "0", "high_1": "1"},
    ],
)
def test_assumptions_that_cannot_be_are_asked_again(owner, wrong):
    answer = owner.post(page_of(drafted(GOOD)), USUAL | wrong)
    assert answer.status_code == 422
    assert not GuardReport.objects.exists()


def test_a_bad_program_says_what_to_do_and_leads_to_the_product(owner, shop):
    version = drafted(BAD)
    owner.post(page_of(version), USUAL)
    text = read(owner, version)
    assert "Tidak lolos, karena alasan berikut." in text
    assert f'href="/products/{shop.pk}/"' in text
    assert "Setujui" not in owner.get("/programs/bonus/").content.decode()


def test_an_exception_is_signed_on_the_page_and_then_it_can_be_approved(owner):
    version = drafted(BAD)
    guarded(version)
    second = User.objects.create_user("fitri", role=Role.FINANCE)
    owner.force_login(second)
    page = f"/programs/bonus/versions/{version.number}"
    owner.post(f"{page}/exception/", {"digest": version.digest, "reason": "Pembuka pasar"})
    assert GuardException.objects.get().reason == "Pembuka pasar"
    assert "Pembuka pasar" in owner.get("/programs/bonus/").content.decode()
    owner.post(f"{page}/approval/", {"digest": version.digest})
    assert Approval.objects.exists()


def test_a_large_business_is_looked_at_beside_the_pages(owner, monkeypatch):
    monkeypatch.setattr("setia.office.guard.views.is_large", lambda: True)
    begun = []
    monkeypatch.setattr(
        jobs.guard_beside.__class__, "enqueue", lambda _, *all: begun.append(all)
    )
    version = drafted(GOOD)
    owner.post(page_of(version), USUAL)
    assert jobs.work_on(version.pk).progress().act == "waiting"
    assert "Program sedang dicoba" in read(owner, version)
    jobs.guard_beside.func(*begun[0])
    assert jobs.work_on(version.pk).progress().act == "done"
    assert "Lolos" in read(owner, version)
    assert jobs.work_on(version.pk).progress() is None


def test_a_job_whose_worker_is_gone_is_told_as_broken_off(owner):
    version = drafted(GOOD)
    jobs.work_on(version.pk).tell(Progress("working", "samples", 3, 60))
    text = read(owner, version)
    assert "Pekerjaan terputus dan tidak ada laporan yang disimpan" in text
    assert not GuardReport.objects.exists()


def test_what_fails_beside_the_pages_is_told_there(owner):
    version = drafted(GOOD)
    Rejection.objects.create(version=version, at=NOON, by="x", reason="x")
    jobs.guard_beside.func(version.pk, as_data(STILL), User.objects.get(role=Role.OWNER).pk)
    assert jobs.work_on(version.pk).progress().problem == "program.changed_meanwhile"
    assert "Sementara itu orang lain mengubah program ini." in read(owner, version)


def test_the_api_tells_the_report_and_signs_exceptions(shop):
    scopes = ("program.see", "program.guard", "program.approve")
    caller = Caller(issue_token("Kasir", scopes, an_actor())[1])
    version = drafted(BAD)
    address = f"/programs/bonus/versions/{version.number}"
    assert caller.get(f"{address}/guard").status_code == 404
    guarded(version)
    told = caller.get(f"{address}/guard").json()
    assert (told["verdict"], told["digest"]) == ("fail", version.digest)
    body = {"digest": version.digest, "reason": "Pembuka pasar"}
    signed = caller.post(f"{address}/exception", body)
    assert signed.json()["versions"][0]["state"] == "simulated"
