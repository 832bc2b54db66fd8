"""A complaint of a large account raises one alert, by whichever way it reaches the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desks import at, wrote
from visits.test_whom_to_visit import ranked

from setia.alerts.end_alert import Ended, end_alert
from setia.alerts.models import Alert
from setia.care.record_touch import Done, record_touch
from setia.core.clock import as_if_at
from setia.helpdesk.close_conversation import Solution, close_conversation
from setia.helpdesk.models import Conversation, Entry
from setia.helpdesk.read_complaints import read_complaints
from setia.helpdesk.take_message import Incoming, take_message
from setia.helpdesk.tie_conversation import tie_conversation
from setia.visits.check_in import Made, Sight, check_in

NOW = "2026-11-10 10:00"
COMPLAINS = Alert.objects.filter(kind="account_complains")


@pytest.fixture
def large(world):
    """Ani is a large account, Budi has no rank, and it is ten in the morning."""
    ranked(world.ani, "large")
    with as_if_at(at(NOW)):
        yield world


def read(world, times=1):
    return [read_complaints(world.system) for _ in range(times)]


def test_a_complaint_that_opens_a_conversation_is_told_once(large):
    said = Incoming("web", "Dus penyok", at(NOW), "form-1", large.ani, topic="complaint")
    for _ in range(2):
        take_message(said, large.system)
    row = Conversation.objects.get()
    alert = COMPLAINS.get()
    assert (alert.key, alert.about) == (f"conversation {row.pk}", large.ani)
    assert alert.params == {"party": "Ani", "text": "Dus penyok"}


def test_more_words_about_it_are_no_second_alert(large):
    for text in ("Dus penyok", "Dua dus penyok"):
        wrote(text, NOW, party=large.ani, topic="complaint")
    wrote("Halo?", NOW, party=large.ani)
    assert (Conversation.objects.count(), COMPLAINS.count()) == (1, 1)


@pytest.mark.parametrize("topic", ["question", "order", "other"])
def test_what_is_no_complaint_is_not_told(large, topic):
    wrote("Dus penyok?", NOW, party=large.ani, topic=topic)
    assert not COMPLAINS.exists()


def test_who_is_no_large_account_and_who_is_a_stranger_are_not_told(large):
    wrote("Dus penyok", NOW, party=large.budi, topic="complaint")
    wrote("Dus penyok", NOW, contact="+62899", topic="complaint")
    assert not COMPLAINS.exists()


def test_a_stranger_who_turns_out_to_be_a_large_account_is_told_then(large):
    row = wrote("Dus penyok", NOW, contact="+62899", topic="complaint").conversation
    tie_conversation(row, large.ani, large.owner)
    assert COMPLAINS.get().params["text"] == "Dus penyok"


def test_what_was_closed_before_it_was_known_whose_it_was_is_not_told(large):
    row = wrote("Dus penyok", NOW, contact="+62899", topic="complaint").conversation
    close_conversation(row, Solution("Diganti."), large.owner)
    row.refresh_from_db()
    tie_conversation(row, large.ani, large.owner)
    assert not COMPLAINS.exists()


def test_a_complaint_that_care_noted_is_told_once_however_often_it_is_read(large):
    done = Done("call", "complaint", at(NOW), "Dus penyok", key="a")
    record_touch(large.ani, done, large.sales)
    record_touch(large.ani, replace(done, outcome="talked", key="b"), large.sales)
    assert read(large, 2) == [1, 0]
    assert COMPLAINS.get().key == f"conversation {Conversation.objects.get().pk}"


def test_what_somebody_ended_comes_back_only_with_a_new_complaint(large):
    record_touch(
        large.ani, Done("call", "complaint", at(NOW), "Satu", key="a"), large.sales
    )
    read(large)
    end_alert(COMPLAINS.get(), Ended("solved", "Sudah ditelepon"), large.owner)
    read(large)
    assert COMPLAINS.count() == 1
    record_touch(large.ani, Done("call", "complaint", at(NOW), "Dua", key="b"), large.sales)
    read(large)
    assert [one.params["text"] for one in COMPLAINS.order_by("pk")] == ["Satu", "Dua"]


def test_a_complaint_on_a_visit_is_told_by_the_visit_alone(large):
    seen = (Sight("complaint", text="Dus penyok"),)
    check_in(large.ani, Made(at(NOW), "k-1", seen=seen), large.sales)
    assert COMPLAINS.get().key.startswith("visit ")
    assert read(large) == [1]
    assert Entry.objects.get().source.startswith("touch ")
    assert COMPLAINS.get().key.startswith("visit ")
