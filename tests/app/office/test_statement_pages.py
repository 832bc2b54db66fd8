"""Pages of statements and disputes, from the list of a month to the answer."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pytest
from builders import NOON, a_business, a_party, a_product, a_promise, a_user
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from months import MONTHLY, NOVEMBER, OCTOBER, on, sold

from setia.closing.finalise_period import finalise_period
from setia.closing.models import Adjustment, Award, Period
from setia.core.roles import Role
from setia.disputes.models import Dispute
from setia.people.actor_of import actor_of
from setia.people.models import Contact
from setia.statements.close_month import close_month
from setia.statements.models import StatementLink


@pytest.fixture
def world(own_business):
    """Ani of Bali and Budi of Medan sold in October, which is final; November is reviewed."""
    a_business()
    a_promise(MONTHLY)
    goods = a_product("P-1")
    owner, finance = a_user(Role.OWNER), a_user(Role.FINANCE)
    ani = a_party("R-1", "Ani", territory="Bali")
    budi = a_party("R-2", "Budi", territory="Medan")
    sold("A", ani, goods, "2026-10-05", 1_000_000)
    sold("B", budi, goods, "2026-10-06", 500_000)
    with on("2026-11-03"):
        run = close_month(OCTOBER, actor_of(owner)).run
        finalise_period(Period.objects.get(), run, actor_of(owner))
    sold("C", ani, goods, "2026-10-20", 200_000, known="2026-11-10")
    with on("2026-12-03"):
        close_month(NOVEMBER, actor_of(owner))
    award = Award.objects.get(party=ani, window_from=OCTOBER)
    return SimpleNamespace(owner=owner, finance=finance, ani=ani, budi=budi, award=award)


@pytest.fixture
def page(client, world):
    def opened(path, user=None, day="2026-12-03", **posted):
        with on(day):
            client.force_login(user or world.owner)
            return client.post(path, posted) if posted else client.get(path)

    return opened


def address(name, *args, query=""):
    return reverse(f"office:{name}", args=args) + query


def read(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_list_of_a_month_has_everybody_with_sums(page, world):
    told = read(page(address("statements", query="?month=2026-10")))
    assert "Rp150.000" in told, "what is owed to both"
    assert "Ani" in told
    assert "Budi" in told
    found = read(page(address("statements", query="?month=2026-10&q=budi")))
    assert "Ani R-1" not in found
    assert "Rp50.000" in found


def test_without_a_month_the_latest_is_listed(page):
    assert "November 2026" in read(page(address("statements", query="?month=x")))


def test_a_statement_tells_its_lines_and_leads_to_their_explanation(page, world):
    answer = page(address("statement", world.ani.pk, "2026-11"))
    told = read(answer)
    assert "Perubahan untuk Oktober 2026" in told
    assert "Rp120.000" in told
    where = address("statement-award", world.ani.pk, "2026-11", world.award.pk)
    assert where in answer.content.decode()
    explained = read(page(where))
    assert "120.000" in explained
    assert "C" in explained


def test_as_known_on_a_day_leads_to_what_was_known_then(page, world):
    where = address("statement-award", world.ani.pk, "2026-10", world.award.pk)
    told = read(page(f"{where}?known=2026-11-04"))
    assert "100.000" in told
    assert "120.000" not in told
    for odd in ("?known=x", "?known=9999-12-31", "?revision=7", "?unit=x"):
        assert (
            page(address("statement", world.ani.pk, "2026-10", query=odd)).status_code
            == 200
        )


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-1", "0000-00", "٢٠٢٦-10"])
def test_a_month_that_is_none_leads_nowhere(page, world, month):
    assert page(f"/statements/{world.ani.pk}/{month}/").status_code == 404


def test_the_award_of_somebody_else_is_not_on_ones_statement(page, world):
    where = address("statement-award", world.budi.pk, "2026-10", world.award.pk)
    assert page(where).status_code == 404


@pytest.mark.pdf
def test_files_are_given(page, world):
    pdf = page(address("statement-pdf", world.ani.pk, "2026-10"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    xlsx = page(address("statement-xlsx", world.ani.pk, "2026-10"))
    assert xlsx.content[:2] == b"PK"


def test_a_partner_sees_its_own_and_a_salesperson_its_territory(page, world):
    partner = a_user(Role.PARTNER, party_id=world.ani.pk)
    sales = a_user(Role.SALESPERSON, territories=["Bali"])
    for user in (partner, sales):
        listed = read(page(address("statements", query="?month=2026-10"), user))
        assert "Ani" in listed
        assert "Budi" not in listed
        assert "Rp150.000" not in listed
        mine = address("statement", world.ani.pk, "2026-10")
        assert page(mine, user).status_code == 200
        theirs = address("statement", world.budi.pk, "2026-10")
        assert page(theirs, user).status_code == 404


def test_a_link_is_shown_once_with_words_for_chat(page, world):
    Contact.objects.create(
        party=world.ani, kind="whatsapp", value="0812", normal="+62812", added_at=NOON
    )
    where = address("statement-links", world.ani.pk, "2026-10")
    answer = page(where, go="1")
    told = answer.content.decode()
    assert "https://wa.me/62812?text=Halo%20Ani" in told
    (path,) = set(re.findall(r"http://testserver(/s/[^/\"]+/)", told))
    with on("2026-12-04"):
        assert answer.client.get(path).status_code == 200
    link = StatementLink.objects.get()
    revoke = address("statement-link-revocation", link.pk)
    page(revoke, go="1")
    with on("2026-12-04"):
        assert answer.client.get(path).status_code == 404
    assert "dicabut" in read(page(address("statement", world.ani.pk, "2026-10")))


def test_a_dispute_is_raised_answered_and_told_on_the_statement(page, world):
    where = address("statement-disputes", world.ani.pk, "2026-11", world.award.pk)
    partner = a_user(Role.PARTNER, party_id=world.ani.pk)
    page(where, partner, text="Faktur D belum dihitung")
    dispute = Dispute.objects.get()
    assert (dispute.by_partner, dispute.answer_due_on) == (True, date(2026, 12, 10))
    assert "Ani" in read(page(address("disputes")))
    assert "jawaban terlambat" in read(page(address("disputes"), day="2026-12-11"))
    own = page(address("dispute", dispute.pk), partner)
    assert "dispute-answer" not in own.content.decode()

    answered = {"outcome": "accept", "amount": "30.000", "reason": "Benar, faktur D ada"}
    answer = page(address("dispute-answer", dispute.pk), world.finance, **answered)
    assert answer.status_code == 302
    assert Adjustment.objects.get().amount_minor == 30_000_00
    told = read(page(address("statement", world.ani.pk, "2026-12")))
    assert "Benar, faktur D ada" in told
    assert "Rp150.000" in told
    assert "diterima" in read(page(address("statement", world.ani.pk, "2026-11")))


def test_an_answer_that_is_not_whole_is_asked_for_again(page, world):
    where = address("statement-disputes", world.ani.pk, "2026-11", world.award.pk)
    page(where, text="Faktur D belum dihitung")
    dispute = Dispute.objects.get()
    wrong = address("dispute-answer", dispute.pk)
    cases = (
        {"outcome": "accept", "reason": "x"},
        {"outcome": "accept", "amount": "0,5", "reason": "x"},
        {"outcome": "refuse"},
        {"reason": "x"},
    )
    for posted in cases:
        assert page(wrong, world.finance, **posted).status_code == 422
    same = page(wrong, world.owner, outcome="refuse", reason="x")
    assert same.status_code == 422
    assert not hasattr(Dispute.objects.get(), "answer")


def test_a_statement_of_more_lines_takes_no_more_queries(page, world):
    def queries(path):
        page(path, day="2026-12-20")
        with CaptureQueriesContext(connection) as told:
            page(path, day="2026-12-20")
        return len(told)

    paths = [address("statement", world.ani.pk, "2026-11"), address("statements")]
    few = [queries(path) for path in paths]
    a_promise(MONTHLY.replace("id: komisi", "id: pesanan").replace("month}", "order}"))
    goods = a_product("P-2")
    for number in range(8):
        sold(f"D-{number}", world.ani, goods, "2026-11-11", 100_000, known="2026-12-04")
        sold(f"E-{number}", world.ani, goods, "2026-10-11", 100_000, known="2026-12-04")
    with on("2026-12-10"):
        close_month(NOVEMBER, actor_of(world.owner))

    more = [queries(path) for path in paths]

    assert "E-7" in read(page(paths[0], day="2026-12-20"))
    assert more == few
    assert max(more) <= 60
