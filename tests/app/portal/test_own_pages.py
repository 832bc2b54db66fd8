"""A partner's own pages: what stands on them, whose it is, and how much a phone is sent."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from builders import (
    NOON,
    a_business,
    a_material,
    a_party,
    a_product,
    a_promise,
    a_user,
    an_actor,
)
from django.conf import settings as configured
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from months import NOVEMBER, OCTOBER, closed, finalised, on, sold

from setia.awards.compute_standing import compute_standing
from setia.awards.inquiry import Inquiry
from setia.closing.models import Award, Period
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.disputes.models import Dispute
from setia.partners.ask_correction import answer_correction
from setia.partners.make_link import make_link
from setia.partners.models import CorrectionRequest
from setia.partners.open_session import open_session
from setia.partners.rules import change_rules
from setia.people.merge_parties import merge_parties
from setia.people.models import Consent, Note
from setia.portal.own.urls import urlpatterns
from setia.programs.models import Program, Settlement
from setia.statements.issued import issued_run

COMMISSION = """
setia: 1
id: komisi
title: {id: Komisi, en: Commission}
period: {from: 2026-09-01, to: 2026-12-31, every: month}
reward: {rate: 10%}
settlement: {within: 14d}
"""
CONTEST = """
setia: 1
id: lomba
title: {id: Lomba, en: Contest}
period: {from: 2026-11-01, to: 2026-11-30}
measure: quantity
reward:
  ranking:
    - {place: 1, at_least: 2, flat: 500000}
    - {place: 2, at_least: 2, flat: 200000}
settlement: {within: 7d}
"""
TODAY = "2026-11-20"
OPEN = {
    *("links", "opening", "language", "apply", "applied", "manifest", "worker", "offline"),
    *("contact", "contacted", "survey", "survey-withdrawal"),
    *("invitation", "calendar-feed"),
}


@pytest.fixture
def world(own_business):
    """Ani sold in October and November, Budi more; Cici sells below Ani."""
    a_business()
    a_promise(COMMISSION)
    a_promise(CONTEST)
    ani, budi, goods = a_party("R-1", "Ani Lestari"), a_party("R-2", "Budi"), a_product("A")
    cici = a_party("R-3", "Cici", parent=ani, joined_on=date(2026, 2, 3))
    a_party("R-4", "Dodi", parent=ani)
    sold("A-1", ani, goods, "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    issued_run(Period.objects.get())
    sold("A-2", ani, goods, "2026-11-05", 400_000, quantity_milli=3_000)
    sold("B-2", budi, goods, "2026-11-06", 7_000_000, quantity_milli=5_000)
    sold("C-2", cici, goods, "2026-10-07", 123_000, quantity_milli=1_000)
    award = Award.objects.get(party=ani, final=True)
    return SimpleNamespace(ani=ani, budi=budi, cici=cici, goods=goods, award=award)


def in_pages(party) -> Client:
    """Open a partner's pages in a browser of their own."""
    with on(TODAY):
        opened = open_session(make_link(party, an_actor()).token, "Chrome, Android")
    client = Client()
    client.cookies["setia_partner"] = opened.token
    return client


def read(answer) -> str:
    text = re.sub(
        r"<(head|script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def shown(client, name, *args, status=200, query="") -> str:
    with on(TODAY):
        answer = client.get(reverse(f"partners:{name}", args=args) + query)
    assert answer.status_code == status, read(answer)
    return read(answer)


def test_the_first_page_tells_what_was_earned_and_when_it_is_paid(world):
    told = shown(in_pages(world.ani), "home")
    assert "Halo, Ani Lestari" in told
    # 10 % of 400.000, and the second place with three pieces.
    assert "belum final Rp240.000" in told
    assert "akan dibayar kepada Anda Rp100.000" in told
    # Two more than Budi's five would be first.
    assert "Jual 3 buah lagi, dan Anda mendapat Rp500.000" in told


def test_earnings_are_told_by_how_sure_they_are(world):
    told = shown(in_pages(world.ani), "earnings")
    final = told.index("Final, akan dibayar kepada Anda Rp100.000")
    open_ = told.index("Belum final Rp240.000")
    assert final < told.index("dijanjikan paling lambat 14 Nov 2026") < open_
    assert "Komisi 1 Nov 2026 – 30 Nov 2026 dijanjikan paling lambat 14 Des 2026" in told
    assert "Lomba 1 Nov 2026 – 30 Nov 2026 dijanjikan paling lambat 7 Des 2026" in told
    assert "Rp700.000" not in told


def test_what_is_booked_in_a_month_that_is_not_final_is_told_as_not_final(world):
    closed(NOVEMBER, "2026-12-02")
    client = in_pages(world.ani)
    with on("2026-12-03"):
        told = read(client.get(reverse("partners:earnings")))
    assert "Final, akan dibayar kepada Anda Rp100.000" in told
    assert "sudah dibukukan, bulannya belum final" in told
    assert "Belum final Rp240.000" in told


@pytest.mark.parametrize(
    ("names", "seen", "unseen"),
    [
        ("own", ["2 Anda 3 buah"], ["Budi", "B.", "5 buah"]),
        ("initials", ["1 B. 5 buah", "2 Anda 3 buah"], ["Budi"]),
        ("full", ["1 Budi 5 buah", "2 Anda 3 buah"], []),
    ],
)
def test_a_leaderboard_names_others_as_the_business_allows(world, names, seen, unseen):
    change_rules(names, 1, an_actor())
    told = shown(in_pages(world.ani), "contest", "lomba", "2026-11-01")
    board = told[told.index("Papan peringkat") : told.index("Janji ini")]
    assert [one for one in seen if one not in board] == []
    assert [one for one in unseen if one in board] == []
    assert "2 peserta" in board


def test_as_long_as_nobody_chose_others_are_not_named(world):
    assert "Budi" not in shown(in_pages(world.ani), "contest", "lomba", "2026-11-01")


def test_an_award_is_explained_down_to_ones_own_sale_lines(world):
    told = shown(in_pages(world.ani), "why", "komisi", "2026-11-01")
    assert "A-2" in told
    assert "B-2" not in told


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("contest", ["lomba", "2026-11-99"]),
        ("contest", ["tidak-ada", "2026-11-01"]),
        ("why", ["lomba", "2019-01-01"]),
        ("statement", ["2026-09"]),
        ("statement", ["2026-99"]),
        ("award", ["2026-10", 99999]),
        ("picture", [99999]),
    ],
)
def test_what_is_not_there_is_not_there(world, name, args):
    shown(in_pages(world.ani), name, *args, status=404)


def test_a_partner_reads_only_programs_it_has_a_part_in(world):
    narrow = COMMISSION.replace("komisi", "khusus")
    a_promise(narrow.replace("reward", "eligible: {party: [R-2]}\nreward"))
    client = in_pages(world.ani)
    assert "khusus" not in shown(client, "contests")
    shown(client, "contest", "khusus", "2026-11-01", status=404)


def test_an_award_of_somebody_else_does_not_exist(world):
    client = in_pages(world.budi)
    path = reverse("partners:disputes", args=["2026-10", world.award.pk])
    shown(client, "award", "2026-10", world.award.pk, status=404)
    with on(TODAY):
        assert client.post(path, {"text": "punya saya"}).status_code == 404
    assert not Dispute.objects.exists()


def test_a_statement_is_read_questioned_and_the_question_found_again(world):
    client = in_pages(world.ani)
    assert "Oktober 2026" in shown(client, "statements")
    assert "Rp100.000" in shown(client, "statement", "2026-10")
    assert "A-1" in shown(client, "award", "2026-10", world.award.pk)
    with on(TODAY):
        path = reverse("partners:disputes", args=["2026-10", world.award.pk])
        assert client.post(path, {"text": " "}).status_code == 422
        assert client.post(path, {"text": "Faktur Z"}).status_code == 302
        assert client.post(path, {"text": "Lagi"}).status_code == 422
    dispute = Dispute.objects.get()
    assert (dispute.by_partner, dispute.raised_by) == (True, "Ani Lestari")
    assert dispute.raised_by_key == f"partner {world.ani.pk}"
    assert "Faktur Z" in shown(client, "questions")


def test_ones_people_are_named_without_any_amount(world):
    told = shown(in_pages(world.ani), "people")
    assert "Cici aktif bergabung 3 Feb 2026 · Nov – · Okt berjualan · Sep –" in told
    assert "Dodi sepi" in told
    assert "Budi" not in told
    assert "123.000" not in told
    assert "C-2" not in told


def test_a_material_is_shared_with_its_words_and_seen_on_its_days(world):
    a_material("Kopi", text_id="Kopi & gula: 100% enak?", to_date=date(2026, 11, 20))
    a_material("Nanti", from_date=date(2026, 11, 21))
    a_material("Dulu", to_date=date(2026, 11, 19))
    client = in_pages(world.ani)
    with on(TODAY):
        page = client.get(reverse("partners:materials")).content.decode()
    assert "https://wa.me/?text=Kopi%20%26%20gula%3A%20100%25%20enak%3F" in page
    assert ("Nanti" in page, "Dulu" in page) == (False, False)


def test_a_consent_is_given_and_taken_back_with_its_words(world):
    client = in_pages(world.ani)
    for act in ("given", "withdrawn"):
        with on(TODAY):
            client.post(reverse("partners:consents"), {"channel": "whatsapp", "act": act})
    given, gone = Consent.objects.filter(party=world.ani).order_by("pk")
    assert (given.act, gone.act) == ("given", "withdrawn")
    assert "Saya setuju" in given.text
    assert "Saya tidak lagi ingin" in gone.text
    assert given.source == "Halaman mitra, di Chrome, Android"
    assert (given.recorded_by, given.at) == ("Ani Lestari", gone.at)
    entry = TrailEntry.objects.filter(act="party.consent_recorded").first()
    assert (entry.actor_kind, entry.actor_id) == ("partner", world.ani.pk)


@pytest.mark.parametrize(
    "posted", [{}, {"channel": "fax", "act": "given"}, {"channel": "email", "act": "x"}]
)
def test_a_consent_that_there_is_not_is_refused(world, posted):
    answer = in_pages(world.ani).post(reverse("partners:consents"), posted)
    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_what_is_kept_is_told_and_a_correction_is_answered(world):
    Note.objects.create(party=world.ani, text="Rahasia kantor", at=NOON, by="Ratna")
    client = in_pages(world.ani)
    told = shown(client, "data")
    assert "1 catatan" in told
    assert "Rahasia kantor" not in told
    for text in ("Alamat saya pindah", "Nama salah", "Tier salah"):
        client.post(reverse("partners:corrections"), {"text": text})
    assert client.post(reverse("partners:corrections"), {"text": "4"}).status_code == 422
    answer_correction(CorrectionRequest.objects.first(), "Sudah diperbaiki", an_actor())
    assert "Sudah diperbaiki" in shown(client, "data")
    assert CorrectionRequest.objects.waiting().count() == 2


def test_after_a_merge_a_partner_sees_what_both_earned(world):
    merge_parties(world.budi, world.ani, {}, an_actor())
    told = shown(in_pages(world.ani), "home")
    # 10 % of 7.400.000, and the first place.
    assert "belum final Rp1.240.000" in told


def every_address(award):
    args = {
        "code": "lomba",
        "window": "2026-11-01",
        "month": "2026-10",
        "award": award,
        "pk": 1,
        "token": "x",
    }
    for pattern in urlpatterns:
        wanted = pattern.pattern.converters
        yield (
            pattern.name,
            reverse(f"partners:{pattern.name}", kwargs={one: args[one] for one in wanted}),
        )


def test_without_a_session_every_address_leads_to_the_door(world):
    wrong = {}
    for name, path in every_address(world.award.pk):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(path)
            if name not in OPEN | {"home"} and answer.url != "/p/":
                wrong[name, method] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("role", [Role.OWNER, Role.PARTNER])
def test_a_log_in_of_the_office_opens_no_partner_pages(world, client, role):
    client.force_login(a_user(role))
    for name, path in every_address(world.award.pk):
        if name not in OPEN | {"home"}:
            assert client.get(path).url == "/p/"


def test_every_answer_is_kept_by_no_cache_and_no_search_engine(world):
    client, wrong = in_pages(world.ani), {}
    for name, path in every_address(world.award.pk):
        with on(TODAY):
            for answer in (Client().get(path), client.get(path)):
                robots = answer.get("X-Robots-Tag")
                if (
                    answer.get("Cache-Control") != "no-store"
                    or robots != "noindex, nofollow"
                ):
                    wrong[name] = answer.get("Cache-Control")
                assert answer.status_code < 500
    assert wrong == {}


def test_every_post_needs_its_token(world):
    client = in_pages(world.ani)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    told = {
        name: strict.post(path).status_code for name, path in every_address(world.award.pk)
    }
    posts = {"links", "opening", "exit", "language", "apply", "disputes", "consents"}
    posts |= {"corrections", "device-exit", "enrolments", "enrolment-withdrawal"}
    posts |= {"reward-award", "reward-points", "choice-receipt", "choice-withdrawal"}
    assert {told[name] for name in posts} == {403}


def test_a_page_speaks_the_language_that_was_chosen_on_the_device(world):
    client = in_pages(world.ani)
    posted = {"language": "en", "next": "/p/earnings/"}
    answer = client.post(reverse("partners:language"), posted)
    assert answer.url == "/p/earnings/"
    assert "Not final yet" in shown(client, "earnings")


@pytest.mark.parametrize(
    "next_", ["https://evil.example/p/", "//evil.example", "/trail/", ""]
)
def test_choosing_a_language_leads_nowhere_else(own_business, next_):
    a_business()
    posted = {"language": "en", "next": next_}
    assert Client().post(reverse("partners:language"), posted).url == "/p/"


MOST_BYTES = 60_000


def test_no_page_weighs_more_than_sixty_kilobytes_with_its_styles(world):
    """What is sent for a first visit: the zipped page, and styles and script as they are."""
    for number in range(60):
        sold(f"D-{number}", world.ani, world.goods, "2026-11-07", 10_000 + number)
        a_material(f"Kopi {number}", text_id="Kopi dari Gayo. " * 40)
    client, weights = in_pages(world.ani), {}
    for name, path in every_address(world.award.pk):
        if name in {"statement-pdf", "statement-xlsx", "picture"}:
            continue
        with on(TODAY):
            answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        weights[name] = len(answer.content) + files_of(client, path)
    assert {name: one for name, one in weights.items() if one > MOST_BYTES} == {}
    assert weights["home"] > 20_000, "styles were counted"


def files_of(client, path) -> int:
    """Sum the styles and scripts that a page names."""
    with on(TODAY):
        page = client.get(path).content.decode()
    names = re.findall(rf'(?:href|src)="{configured.STATIC_URL}([^"]+\.(?:css|js))"', page)
    found = [finders.find(re.sub(r"\.[0-9a-f]{12}\.", ".", name)) for name in names]
    return sum(Path(one).stat().st_size for one in found if one)


def test_the_pages_can_be_put_on_a_phone_as_an_app(own_business):
    a_business()
    told = Client().get(reverse("partners:manifest"))
    assert told["Content-Type"] == "application/manifest+json"
    manifest = told.json()
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == (
        "/p/",
        "/p/",
        "standalone",
    )
    assert {one["sizes"] for one in manifest["icons"]} == {"192x192", "512x512", "any"}
    for icon in manifest["icons"]:
        name = icon["src"].removeprefix(f"/{configured.STATIC_URL.strip('/')}/")
        assert finders.find(re.sub(r"\.[0-9a-f]{12}\.", ".", name)), icon


def test_the_worker_keeps_styles_and_nothing_of_anybody(world):
    told = in_pages(world.ani).get(reverse("partners:worker"))
    assert told["Content-Type"].startswith("text/javascript")
    kept = re.search(r"KEPT = (\[.*?\]);", told.content.decode())[1]
    pages = [one for one in re.findall(r'"([^"]+)"', kept) if one.startswith("/p/")]
    assert pages == ["/p/offline/"]
    assert "Ani" not in in_pages(world.ani).get("/p/offline/").content.decode()


def test_what_orders_give_is_told_by_month_with_the_last_orders(world):
    per_order = COMMISSION.replace("komisi", "per-nota").replace(
        "every: month", "every: order"
    )
    a_promise(per_order)
    told = shown(in_pages(world.ani), "contest", "per-nota", "2026-11-20")
    # The order of 5 November gives 40.000; that of October gave 100.000 on its own.
    assert "November 2026 Rp40.000" in told
    assert "5 Nov 2026 A-2 Rp40.000" in told
    assert "5 Okt 2026 A-1 Rp100.000" in told
    october = shown(in_pages(world.ani), "contest", "per-nota", "2026-10-05")
    assert "Oktober 2026 Rp100.000" in october


def test_a_program_that_binds_no_more_leaves_the_pages_as_they_are(world):
    client = in_pages(world.ani)
    assert "Rp240.000" in shown(client, "earnings")
    program = Program.objects.get(code="lomba")
    Settlement.objects.create(program=program, at=NOON, by="test")
    # The standing is still the one in which the contest gave 200.000.
    assert "Belum final Rp40.000" in shown(client, "earnings")
    assert "belum final Rp40.000" in shown(client, "home")


def test_opening_the_first_page_evaluates_at_most_one_step_and_that_once(
    world, monkeypatch
):
    with on(TODAY):
        compute_standing()
    opened, opening = [], Inquiry.__init__

    def counted(self, standing, asked):
        opened.append(asked.plan.id)
        opening(self, standing, asked)

    monkeypatch.setattr(Inquiry, "__init__", counted)
    client = in_pages(world.ani)
    told = shown(client, "home")
    assert opened == ["lomba"]
    assert shown(client, "home") == told
    assert opened == ["lomba"]
