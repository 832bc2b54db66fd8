"""Pages by link: what a holder sees and may do, and what every other token gets."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from builders import a_business, a_party, a_product, a_promise, an_actor
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import URLPattern, reverse
from months import NOVEMBER, OCTOBER, finalised, on, sold

from setia.closing.models import Award, Hold
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.disputes.models import Dispute
from setia.disputes.settle_dispute import Decision, settle_dispute
from setia.portal.urls import urlpatterns
from setia.statements.models import LinkVisit
from setia.statements.share_statement import SALT, revoke_link, share_statement

MONTHLY = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-09-01, to: 2026-12-31, every: month}
reward: {rate: 10%}
"""
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@pytest.fixture
def world(own_business):
    """Ani and Budi have a link to their October each, given out on 4 November."""
    a_business()
    a_promise(MONTHLY)
    ani, budi, goods = a_party("R-1", "Ani"), a_party("R-2", "Budi"), a_product("P-1")
    sold("A", ani, goods, "2026-10-05", 1_000_000)
    sold("B", budi, goods, "2026-10-06", 7_000_000)
    finalised(OCTOBER, "2026-11-03")
    with on("2026-11-04"):
        links = [share_statement(one, OCTOBER, an_actor()) for one in (ani, budi)]
    award = Award.objects.get(party=ani)
    return SimpleNamespace(ani=links[0], budi=links[1], award=award)


def at(name, token, **more):
    return reverse(f"portal:{name}", kwargs={"token": token, **more})


def every_address(token, award):
    """Yield method and address of everything in the portal."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        more = {"award": award} if "award" in pattern.pattern.converters else {}
        for method in ("get", "post"):
            yield method, at(pattern.name, token, **more)


def read(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def opened(path, day="2026-11-05", **posted):
    """Open an address with a browser that has no session and no cookie."""
    client = Client(enforce_csrf_checks=True)
    with on(day):
        answer = client.post(path, posted) if posted else client.get(path)
    assert "sessionid" not in client.cookies
    return answer


def test_a_holder_reads_the_statement_and_why_each_award_is_what_it_is(world):
    token = world.ani.token
    answer = opened(at("statement", token))
    told = read(answer)
    assert answer.status_code == 200
    assert "Rp100.000" in told
    assert "Budi" not in told
    assert "Rp700.000" not in told
    where = at("award", token, award=world.award.pk)
    assert where in answer.content.decode()
    assert "Rp1.000.000" in read(opened(where)) or "1.000.000" in read(opened(where))


def test_a_page_speaks_the_language_that_is_asked(world):
    path = at("statement", world.ani.token)
    assert "Saldo akhir" in read(opened(path))
    assert "Closing balance" in read(opened(f"{path}?lang=en"))
    assert "Saldo akhir" in read(opened(f"{path}?lang=zz"))


@pytest.mark.pdf
def test_files_are_given(world):
    pdf = opened(at("statement-pdf", world.ani.token))
    assert pdf.content.startswith(b"%PDF-")
    xlsx = opened(at("statement-xlsx", world.ani.token))
    assert xlsx.content.startswith(b"PK")


def test_every_answer_is_kept_nowhere_and_named_to_nobody(world):
    wrong = 0
    for token in (world.ani.token, "x"):
        for method, path in every_address(token, world.award.pk):
            with on("2026-11-05"):
                answer = getattr(Client(), method)(path)
            wrong += any(answer.get(name) != value for name, value in HEADERS.items())
            assert answer.status_code < 500
    assert wrong == 0


def other_tokens(world):
    yield "wrong", world.ani.token[:-2] + "zz", "2026-11-05"
    yield "made up", TimestampSigner(salt=SALT, sep=".").sign("a" * 32), "2026-11-05"
    yield "expired", world.ani.token, "2026-12-05"
    with on("2026-11-04"):
        gone = share_statement(world.ani.link.payee, OCTOBER, an_actor())
        revoke_link(gone.link, an_actor())
    yield "revoked", gone.token, "2026-11-05"


def test_a_token_that_is_wrong_expired_or_revoked_opens_nothing_anywhere(world):
    answers = {}
    before = (Dispute.objects.count(), LinkVisit.objects.count(), Hold.objects.count())
    for name, token, day in other_tokens(world):
        for method, path in every_address(token, world.award.pk):
            with on(day):
                answer = getattr(Client(), method)(path, {"text": "x"})
            answers[name, method, path] = (answer.status_code, read(answer))
    assert {status for status, _ in answers.values()} == {404}
    assert len({text for _, text in answers.values()}) == 1, "not told apart"
    after = (Dispute.objects.count(), LinkVisit.objects.count(), Hold.objects.count())
    assert after == before


def test_a_token_of_somebody_else_opens_nothing_of_ones_own(world):
    theirs = world.budi.token
    assert "Ani" not in read(opened(at("statement", theirs)))
    assert opened(at("award", theirs, award=world.award.pk)).status_code == 404
    path = at("disputes", theirs, award=world.award.pk)
    assert opened(path, text="bukan milik saya").status_code == 404
    assert not Dispute.objects.exists()


def test_a_token_opens_its_month_and_no_other(world):
    finalised(NOVEMBER, "2026-12-02")
    sold("C", world.ani.link.payee, a_product("P-9"), "2026-12-01", 900_000)
    path = at("statement", world.ani.token)
    told = read(opened(f"{path}?month=2026-11&known=2026-11-01&revision=9", "2026-12-03"))
    assert "Oktober 2026" in told
    assert "November 2026" not in told


def test_each_opening_is_counted(world):
    opened(at("statement", world.ani.token))
    opened(at("statement", world.ani.token))
    assert world.ani.link.visits.count() == 2


def test_a_holder_questions_an_award_and_reads_the_answer(world):
    token, award = world.ani.token, world.award.pk
    path = at("disputes", token, award=award)
    answer = opened(path, text="Faktur Z belum dihitung")
    assert answer.status_code == 302
    dispute = Dispute.objects.get()
    assert (dispute.by_partner, dispute.raised_by) == (True, "Ani")
    assert dispute.raised_by_key == f"link {world.ani.link.pk}"
    entry = TrailEntry.objects.first()
    assert (entry.act, entry.actor_kind, entry.actor_name) == (
        "dispute.raised",
        "link",
        "Ani",
    )
    assert opened(path, text="Sekali lagi").status_code == 422
    with on("2026-11-06"):
        settle_dispute(dispute, Decision("Faktur Z milik toko lain"), an_actor())
    for page in (at("statement", token), at("award", token, award=award)):
        assert "Faktur Z milik toko lain" in read(opened(page))


def test_an_empty_question_is_asked_for_again(world):
    path = at("disputes", world.ani.token, award=world.award.pk)
    answer = opened(path, text="  ")
    assert answer.status_code == 422
    assert "Tulis singkat apa yang tidak benar." in read(answer)
    assert not Dispute.objects.exists()


def test_a_form_is_not_taken_for_a_forgery_by_browsers_that_name_no_referrer(world):
    path = at("disputes", world.ani.token, award=world.award.pk)
    client = Client(enforce_csrf_checks=True)
    with on("2026-11-05"):
        answer = client.post(path, {"text": "Faktur Z"}, headers={"Origin": "null"})
    assert answer.status_code == 302


def test_text_of_a_holder_is_shown_as_text(world):
    path = at("disputes", world.ani.token, award=world.award.pk)
    opened(path, text="<script>alert(1)</script>")
    told = opened(at("statement", world.ani.token)).content.decode()
    assert "<script>alert" not in told
    assert "&lt;script&gt;alert" in told


def test_every_address_of_the_portal_is_open_on_purpose():
    assert {getattr(one.callback, "permission", "none") for one in urlpatterns} == {None}
    assert an_actor(Role.PARTNER).may("dispute.raise")
