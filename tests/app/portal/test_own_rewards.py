"""A partner chooses rewards and joins programs at its own pages."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pytest
from builders import a_business, a_party, an_actor, approved
from django.test import Client
from django.urls import reverse
from payouts.paying import on, released
from rewards.choosing import OWNER, a_menu, a_reward, stock, won

from setia.partners.make_link import make_link
from setia.partners.open_session import open_session
from setia.people.merge_parties import merge_parties
from setia.programs.add_program import add_program
from setia.programs.ask_opt_in import Terms, ask_opt_in
from setia.programs.join_program import enrolment_of, join_program
from setia.programs.models import Enrolment, Way
from setia.rewards.fulfil_choice import Sending, fulfil_choice
from setia.rewards.models import Choice, MenuItem

TODAY, LAST_DAY, LATER = "2026-11-10", "2026-11-30", "2026-12-01"
PLAN = """
setia: 1
id: spiff
title: {id: SPIFF Rias, en: Make-up SPIFF}
period: {from: 2026-11-15, to: 2026-11-30}
eligible: {role: reseller}
reward: {rate: 10%}
"""


@pytest.fixture
def world(own_business):
    """Ani won two pieces; a mug and money are on the menu; the last trip is gone."""
    with on(TODAY):
        a_business()
        ani, budi = a_party("R-1", "Ani"), a_party("R-2", "Budi")
        award = won(ani, 2)
        mug = a_reward("gelas", pieces=1)
        a_menu(award.program, mug, a_reward("wisata", "trip"), a_reward("uang", "money"))
        return SimpleNamespace(ani=ani, budi=budi, award=award, mug=mug)


@pytest.fixture
def program(world):
    """Resellers are asked until 14 November to join what begins the day after."""
    with on(TODAY):
        made = add_program(PLAN, OWNER)
        ask_opt_in(made, Terms(date(2026, 11, 14), "Saya ikut dan setuju."), OWNER)
        approved(made)
    return made


class Phone:
    """The pages of a partner in a browser of its own, on a day."""

    def __init__(self, party, day=TODAY) -> None:
        self.day, self.client = day, Client()
        with on(day):
            opened = open_session(make_link(party, an_actor()).token, "Chrome, Android")
        self.client.cookies["setia_partner"] = opened.token

    def get(self, name, *args, status=200) -> str:
        with on(self.day):
            answer = self.client.get(reverse(f"partners:{name}", args=args))
        assert answer.status_code == status, words(answer)
        return words(answer)

    def post(self, name, *args, query="", **posted):
        with on(self.day):
            path = reverse(f"partners:{name}", args=args) + query
            return self.client.post(path, posted)

    def choose(self, award, code="gelas", key="k" * 32, **more):
        return self.post("reward-award", award.pk, item=item(code), key=key, **more)


def words(answer) -> str:
    page = re.sub(
        r"<(head|script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def item(code) -> int:
    return MenuItem.objects.filter(reward__code=code).latest("pk").pk


def sent(choice) -> None:
    with on(TODAY):
        fulfil_choice(choice, Sending(date(2026, 11, 10), "courier", "JNE-1"), OWNER)


def test_the_first_page_says_that_there_is_something_to_choose_and_until_when(world):
    assert "Anda dapat memilih hadiah sampai 30 Nov 2026" in Phone(world.ani).get("home")
    assert "memilih hadiah" not in Phone(world.budi).get("home")


def test_what_may_be_chosen_is_told_by_program_with_its_last_day(world):
    told = Phone(world.ani).get("rewards")
    assert "Komisi 2 pilihan" in told
    assert "30 Nov 2026" in told
    assert "Hadiah wisata · Habis" in told


def test_a_partner_chooses_and_reads_how_far_it_is_and_for_when(world):
    phone = Phone(world.ani)
    answer = phone.choose(world.award, wish="hitam")
    choice = Choice.objects.get()
    assert answer.url == f"/p/rewards/choices/{choice.pk}/"
    assert (choice.reward, choice.wish, choice.by) == (world.mug, "hitam", "Ani")
    assert choice.by_key == f"partner {world.ani.pk}"
    assert stock(world.mug) == (0, 1)
    told = phone.get("choice", choice.pk)
    assert "Dipilih: Hadiah gelas." in told
    assert "Menunggu dikirim" in told
    # Seven days are promised; what was earned was due on the 14th of November.
    assert "Dijanjikan untuk 17 Nov 2026" in told
    listed = phone.get("rewards")
    assert "Hadiah gelas" in listed[listed.index("Sudah dipilih") :]
    assert "Komisi 1 pilihan" in listed


def test_the_form_carries_a_key_of_its_own(world):
    phone = Phone(world.ani)
    with on(TODAY):
        path = reverse("partners:reward-award", args=[world.award.pk])
        pages = [phone.client.get(path).content.decode() for _ in range(2)]
    keys = [re.search(r'name="key" value="([0-9a-f]{32})"', one)[1] for one in pages]
    assert keys[0] != keys[1]


def test_the_same_form_sent_twice_chooses_once(world):
    phone = Phone(world.ani)
    first, again = phone.choose(world.award), phone.choose(world.award)
    assert first.url == again.url
    assert Choice.objects.count() == 1
    assert stock(world.mug) == (0, 1)


@pytest.mark.parametrize(
    ("code", "posted", "status", "says"),
    [
        ("wisata", {}, 422, "Hadiah wisata"),
        ("gelas", {"item": ""}, 422, "wajib"),
        ("gelas", {"item": "99999"}, 422, "Daftar hadiahnya berubah"),
        ("gelas", {"wish": "x" * 301}, 422, "300"),
        ("gelas", {"key": ""}, 422, "wajib"),
    ],
)
def test_what_cannot_be_chosen_is_refused_in_words(world, code, posted, status, says):
    filled = {"item": item(code), "key": "k" * 32} | posted
    answer = Phone(world.ani).post("reward-award", world.award.pk, **filled)
    assert answer.status_code == status
    assert says in words(answer)
    assert Choice.objects.count() == 0


def test_what_somebody_else_took_meanwhile_is_told(world):
    with on(TODAY):
        other = released(world.budi, 1, unit="goods")
    assert Phone(world.budi).choose(other).status_code == 302
    answer = Phone(world.ani).choose(world.award, key="a" * 32)
    assert answer.status_code == 422
    assert "Hadiah gelas" in words(answer)
    assert Choice.objects.count() == 1


def test_a_key_that_chose_something_else_is_told(world):
    phone = Phone(world.ani)
    phone.choose(world.award)
    answer = phone.choose(world.award, "uang")
    assert answer.status_code == 409
    assert Choice.objects.get().reward == world.mug


def test_a_menu_that_is_closed_is_chosen_from_no_more(world):
    last, after = Phone(world.ani, LAST_DAY), Phone(world.ani, LATER)
    assert "memilih hadiah" in last.get("home")
    assert "memilih hadiah" not in after.get("home")
    assert "Saat ini belum ada yang dapat dipilih" in after.get("rewards")
    assert "30 Nov 2026" in after.get("reward-award", world.award.pk)
    assert after.choose(world.award).status_code == 422
    assert Choice.objects.count() == 0
    assert last.choose(world.award).status_code == 302


def test_somebody_elses_rewards_do_not_exist(world):
    mine, other = Phone(world.ani), Phone(world.budi)
    mine.choose(world.award)
    choice = Choice.objects.get()
    assert "gelas" not in other.get("rewards")
    other.get("reward-award", world.award.pk, status=404)
    other.get("choice", choice.pk, status=404)
    assert other.choose(world.award, key="b" * 32).status_code == 404
    for name in ("choice-receipt", "choice-withdrawal"):
        assert other.post(name, choice.pk, reason="Saya mau").status_code == 404
    assert Choice.objects.standing().get() == choice


def test_a_choice_is_taken_back_as_long_as_nothing_was_sent(world):
    phone = Phone(world.ani)
    phone.choose(world.award)
    choice = Choice.objects.get()
    assert phone.post("choice-withdrawal", choice.pk, reason=" ").status_code == 422
    assert stock(world.mug) == (0, 1)
    phone.post("choice-withdrawal", choice.pk, reason="Salah pilih")
    assert stock(world.mug) == (1, 0)
    assert "Dibatalkan: Salah pilih" in phone.get("choice", choice.pk)
    again = phone.post("choice-withdrawal", choice.pk, reason="Lagi")
    assert again.status_code == 409
    assert "2 pilihan" in phone.get("rewards")


def test_what_is_on_its_way_is_not_taken_back_but_received(world):
    phone = Phone(world.ani)
    phone.choose(world.award)
    choice = Choice.objects.get()
    assert phone.post("choice-receipt", choice.pk).status_code == 422
    sent(choice)
    late = phone.post("choice-withdrawal", choice.pk, reason="Tidak jadi")
    assert (late.status_code, "Ini sudah dikirim" in words(late)) == (422, True)
    assert "Ya, sudah saya terima" in phone.get("choice", choice.pk)
    phone.post("choice-receipt", choice.pk)
    choice.refresh_from_db()
    assert (choice.proof.way, choice.proof.received_by) == ("partner", "Ani")
    assert stock(world.mug) == (0, 0)
    assert phone.post("choice-receipt", choice.pk).status_code == 409


def test_points_are_spent_for_what_they_buy(world):
    with on(TODAY):
        points = released(world.ani, 150, unit="points", on_day=date(2026, 11, 3))
        mug = a_reward("payung", pieces=2)
        a_menu(points.program, mug, payung=120)
    phone, code = Phone(world.ani), points.program.code
    assert "150 poin" in phone.get("reward-points", code)
    filled = {"item": item("payung"), "key": "p" * 32}
    assert phone.post("reward-points", code, **filled).status_code == 302
    assert phone.post("reward-points", code, **filled).status_code == 302
    choice = Choice.objects.get()
    assert choice.spend.points_minor == 120_00
    assert "120 poin" in phone.get("choice", choice.pk)
    few = phone.post("reward-points", code, **filled | {"key": "q" * 32})
    assert (few.status_code, "30" in words(few)) == (422, True)
    phone.get("reward-points", world.award.program.code, status=404)


def test_after_a_merge_one_chooses_for_what_both_earned(world):
    with on(TODAY):
        other = released(world.budi, 1, unit="goods")
        merge_parties(world.budi, world.ani, {}, an_actor())
    phone = Phone(world.ani)
    told = phone.get("rewards")
    assert (told.count("2 pilihan"), told.count("1 pilihan")) == (1, 1)
    assert phone.choose(other).status_code == 302
    assert "Hadiah gelas" in phone.get("choice", Choice.objects.get().pk)


def test_one_is_asked_to_join_before_the_program_begins(world, program):
    phone = Phone(world.ani)
    assert "Daftar: SPIFF Rias sampai 14 Nov 2026" in phone.get("home")
    told = phone.get("contests")
    assert "SPIFF Rias" in told
    assert "14 Nov 2026" in told
    assert "Saya ikut dan setuju." in told
    assert "Saya ikut dan setuju." in phone.get("contest", "spiff", "2026-11-15")


def test_one_joins_once_and_is_told_and_leaves_again(world, program):
    phone, back = Phone(world.ani), "?window=2026-11-15"
    for _again in range(2):
        answer = phone.post("enrolments", "spiff", query=back, terms="1")
        assert answer.url == "/p/contests/spiff/2026-11-15/"
    one = Enrolment.objects.get()
    assert (one.party, one.way, one.by) == (world.ani, Way.PARTNER, "Ani")
    assert "Anda mendaftar pada" in phone.get("contest", "spiff", "2026-11-15")
    assert "Daftar: SPIFF" not in phone.get("home")
    assert phone.post("enrolment-withdrawal", "spiff", one.pk).url == "/p/contests/"
    assert enrolment_of(program, world.ani) is None
    phone.post("enrolments", "spiff", terms="1")
    assert enrolment_of(program, world.ani).number == 2


def test_from_the_last_day_on_it_stands_who_takes_part(world, program):
    early, late = Phone(world.ani, "2026-11-14"), Phone(world.ani, "2026-11-15")
    early.post("enrolments", "spiff", terms="1")
    one = Enrolment.objects.get()
    late.post("enrolment-withdrawal", "spiff", one.pk)
    assert "Waktu pendaftaran sudah lewat" in late.get("contests")
    assert enrolment_of(program, world.ani) == one
    other = Phone(world.budi, "2026-11-15")
    other.post("enrolments", "spiff", terms="1")
    told = other.get("contests")
    assert "2026-11-14" in told
    assert "SPIFF Rias tidak terdaftar" in told
    assert "Daftar: SPIFF" not in other.get("home")
    assert Enrolment.objects.get() == one


@pytest.mark.parametrize("terms", ["", "0", "2", "x", "9" * 30, "²"])
def test_nobody_agrees_to_terms_that_were_not_read(world, program, terms):
    phone = Phone(world.ani)
    phone.post("enrolments", "spiff", terms=terms, query="?window=2026-99-99")
    assert "berubah" in phone.get("contests")
    assert not Enrolment.objects.exists()


def test_nobody_joins_or_leaves_for_somebody_else(world, program):
    with on(TODAY):
        shop = a_party("O-1", "Toko", role="outlet")
        one = join_program(program, world.ani, an_actor(), Way.OFFICE, 1)
    other = Phone(world.budi)
    assert other.post("enrolment-withdrawal", "spiff", one.pk).status_code == 404
    assert enrolment_of(program, world.ani) == one
    outside = Phone(shop)
    assert outside.post("enrolments", "spiff", terms="1").status_code == 404
    assert "SPIFF" not in outside.get("contests") + outside.get("home")


def test_after_a_merge_what_one_record_joined_both_did(world, program):
    with on(TODAY):
        join_program(program, world.budi, an_actor(), Way.OFFICE, 1)
        merge_parties(world.budi, world.ani, {}, an_actor())
    phone = Phone(world.ani)
    assert "Daftar: SPIFF" not in phone.get("home")
    assert "Anda mendaftar pada" in phone.get("contests")
    phone.post("enrolments", "spiff", terms="1")
    assert Enrolment.objects.count() == 1
