"""People write to us on their pages and on a public one, and answer surveys by a link."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from builders import a_business, a_conversation, a_number, a_party, a_survey, an_actor
from django.test import Client

from setia.helpdesk.answer_conversation import (
    Writing,
    add_note,
    answer_conversation,
)
from setia.helpdesk.models import AnswerDue, Conversation
from setia.partners.make_link import make_link
from setia.partners.open_session import open_session
from setia.surveys.invite import invite
from setia.surveys.models import Answer, Response

LETTER = {"topic": "question", "text": "Apakah bisa COD?", "key": "k-1"}
STRANGER = {**LETTER, "name": "Rudi", "contact": "0812 7777 1234"}


@pytest.fixture
def world(own_business):
    a_business()
    ani = a_party("R-1", "Ani")
    a_number(ani, "+6281277771234")
    return SimpleNamespace(ani=ani, budi=a_party("R-2", "Budi"))


def in_pages(party) -> Client:
    opened = open_session(make_link(party, an_actor()).token, "Chrome, Android")
    client = Client()
    client.cookies["setia_partner"] = opened.token
    return client


def told(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_anybody_with_a_number_writes_and_is_told_by_when_we_answer(world):
    answer = Client().post("/p/contact/", STRANGER, follow=True)
    row = Conversation.objects.get()
    assert answer.redirect_chain[0][0] == "/p/contact/thanks/"
    assert (row.name, row.contact, row.channel) == ("Rudi", "+6281277771234", "web")
    assert row.party is None, "anybody can type anybody's number"
    assert AnswerDue.objects.count() == 1


def test_the_same_form_sent_twice_is_one_message(world):
    for _ in range(2):
        Client().post("/p/contact/", STRANGER)
    assert Conversation.objects.get().entries.count() == 1


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(world):
    answer = Client().post("/p/contact/", {**STRANGER, "website": "https://x.example"})
    assert answer.url == "/p/contact/thanks/"
    assert not Conversation.objects.exists()


def test_who_writes_too_often_from_one_number_is_told(world):
    answers = [
        Client().post("/p/contact/", {**STRANGER, "key": f"k-{n}"}).status_code
        for n in range(7)
    ]
    assert answers == [302] * 6 + [422]
    assert Conversation.objects.get().entries.count() == 6


@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"contact": "halo"}, {"topic": "cinta"}, {"key": ""}]
)
def test_what_is_missing_is_asked_for_again(world, wrong):
    answer = Client().post("/p/contact/", {**STRANGER, **wrong})
    assert answer.status_code == 422
    assert not Conversation.objects.exists()


def test_a_partner_reads_the_answer_and_not_what_we_note(world):
    client = in_pages(world.ani)
    place = client.post("/p/contact/", LETTER).url
    row = Conversation.objects.get()
    assert "kami jawab sebelum" in told(client.get(place))
    add_note(row, Writing("Orangnya rewel", "n-1"), an_actor())
    answer_conversation(row, Writing("Bisa, untuk Jabodetabek.", "a-1"), an_actor())

    page = told(client.get(place))
    assert "Bisa, untuk Jabodetabek." in page
    assert "Orangnya rewel" not in page
    assert "kami jawab sebelum" not in page


def test_a_partner_goes_on_writing_in_the_same_conversation(world):
    client = in_pages(world.ani)
    place = client.post("/p/contact/", LETTER).url
    again = client.post(place, {"text": "Berapa ongkirnya?", "key": "k-2"})
    assert again.url == place
    assert Conversation.objects.get().entries.count() == 2


def test_a_conversation_of_somebody_else_does_not_exist(world):
    row = a_conversation(world.budi, "Rahasia Budi")
    client = in_pages(world.ani)
    assert client.get(f"/p/contact/{row.pk}/").status_code == 404
    assert client.post(f"/p/contact/{row.pk}/", LETTER).status_code == 404
    assert "Rahasia" not in told(client.get("/p/contact/"))


def a_link(world, **rest) -> str:
    made = invite(a_survey(**rest), [world.ani], an_actor())[0]
    return f"/p/survey/{made.token}/"


def test_a_survey_is_answered_once_and_can_be_taken_back(world):
    place, client = a_link(world), Client()
    assert "Ani" in told(client.get(place))
    assert client.post(place, {"q1": "1", "q2": "Mahal"}).url == place
    assert "Jawaban Anda sudah kami terima" in told(client.get(place))
    client.post(place, {"q1": "2"})
    assert [one.chosen for one in Answer.objects.filter(question=1)] == [1]

    client.post(f"{place}withdrawal/")
    assert "sudah dihapus" in told(client.get(place))
    assert not Answer.objects.exists()


@pytest.mark.parametrize("wrong", [{}, {"q1": "99"}, {"q1": "x"}, {"q1": ["1", "2"]}])
def test_a_question_that_is_left_out_is_marked_and_nothing_is_kept(world, wrong):
    place = a_link(world)
    answer = Client().post(place, {"q2": "Tetap di sini", **wrong})
    assert answer.status_code == 422
    assert "Tetap di sini" in told(answer)
    assert not Response.objects.exists()


def test_an_anonymous_survey_says_so_and_names_nobody(world):
    page = told(Client().get(a_link(world, template="before-service", anonymous=True)))
    assert "anonim" in page
    assert "Ani" not in page.replace("anonim", "")


def test_a_survey_speaks_both_languages(world):
    client, place = Client(), a_link(world)
    client.cookies["setia_partner_language"] = "en"
    assert "Why have you not come back?" in told(client.get(place))


@pytest.mark.parametrize("path", ["x/", "x/withdrawal/"])
def test_a_link_that_opens_nothing_says_so_to_everybody(world, path):
    answer = Client().post(f"/p/survey/{path}")
    assert answer.status_code == 404
    assert "tidak berlaku" in told(answer)
