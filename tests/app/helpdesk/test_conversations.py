"""Somebody writes, is promised an answer, gets it, and the conversation ends."""

from __future__ import annotations

import pytest
from builders import a_party, an_actor
from desks import at, codes, words, wrote
from django.db import IntegrityError, transaction

from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.helpdesk.answer_conversation import add_note, answer_conversation
from setia.helpdesk.assign_conversation import assign_conversation
from setia.helpdesk.close_conversation import Solution, close_conversation
from setia.helpdesk.models import (
    AnswerDue,
    AnswerEnd,
    Conversation,
    Desk,
    Entry,
    Reopening,
)
from setia.helpdesk.take_message import Incoming, take_message
from setia.helpdesk.tie_conversation import maybe_them, tie_conversation
from setia.people.merge_parties import merge_parties
from setia.promises.models import Promise

SOLVED = Solution("Kiriman kedua sudah sampai.")


def acts():
    return list(TrailEntry.objects.order_by("number").values_list("act", flat=True))


def test_who_writes_is_promised_an_answer_within_four_hours_of_the_office(world):
    entry = wrote("Kiriman saya kurang dua.", "2026-11-10 15:00", party=world.ani)

    due = AnswerDue.objects.get()
    assert (due.asked_at, due.due_at) == (at("2026-11-10 15:00"), at("2026-11-11 10:00"))
    assert due.warn_at == at("2026-11-11 09:00")
    assert entry.conversation.subject == "Kiriman saya kurang dua."
    promise = Promise.objects.get()
    assert (promise.kind, promise.to, promise.due_at) == ("answer", world.ani, due.due_at)


def test_the_first_answer_keeps_the_promise_and_takes_the_conversation(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    with as_if_at(at("2026-11-10 10:00")):
        answer = answer_conversation(row, words(), world.support)

    end = AnswerEnd.objects.get()
    assert (end.entry, end.in_time) == (answer, True)
    desk = Desk.objects.get()
    assert (desk.assignee, desk.due_at) == (world.dewi, None)
    assert Promise.objects.get().keeping.at == at("2026-11-10 10:00")
    assert acts()[-1] == "conversation.answered"


def test_an_answer_after_its_moment_breaks_the_promise(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    with as_if_at(at("2026-11-10 13:01")):
        answer_conversation(row, words(), world.support)
    assert not AnswerEnd.objects.get().in_time


def test_a_second_message_while_somebody_waits_moves_no_promise(world):
    wrote("Halo", "2026-11-10 09:00", party=world.ani)
    wrote("Halo?", "2026-11-10 12:00", party=world.ani)

    assert Conversation.objects.count() == 1
    assert AnswerDue.objects.get().due_at == at("2026-11-10 13:00")


def test_a_message_after_an_answer_is_promised_an_answer_of_its_own(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    with as_if_at(at("2026-11-10 10:00")):
        answer_conversation(row, words(), world.support)
    wrote("Masih kurang", "2026-11-10 11:00", party=world.ani)

    assert [one.due_at for one in AnswerDue.objects.order_by("number")] == [
        at("2026-11-10 13:00"),
        at("2026-11-10 15:00"),
    ]


def test_the_same_message_taken_twice_is_written_once(world):
    first = wrote("Halo", "2026-11-10 09:00", party=world.ani, source="inbound 7")
    second = wrote("Halo", "2026-11-10 09:00", party=world.ani, source="inbound 7")
    assert first == second
    assert Entry.objects.count() == 1


def test_the_same_form_sent_twice_answers_once(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    writing = words()
    with as_if_at(at("2026-11-10 10:00")):
        first = answer_conversation(row, writing, world.support)
        assert answer_conversation(row, writing, world.support) == first
    assert Entry.objects.filter(kind="out").count() == 1


def test_two_channels_are_two_conversations_and_one_channel_is_one(world):
    wrote("Halo", "2026-11-10 09:00", party=world.ani)
    wrote("Halo", "2026-11-10 09:01", party=world.ani, channel="telegram")
    row = Conversation.objects.earliest("pk")
    told = {"topic": "other", "subject": "x", "opened_at": row.opened_at}
    other = Conversation.objects.create(party=world.ani, channel="whatsapp", **told)
    with pytest.raises(IntegrityError), transaction.atomic():
        Desk.objects.create(conversation=other, key=row.desk.key)
    assert Desk.objects.count() == 2


def test_who_writes_within_two_weeks_of_the_closing_opens_it_again(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    with as_if_at(at("2026-11-10 10:00")):
        close_conversation(row, SOLVED, world.support)
    assert not Desk.objects.exists()

    again = wrote("Rusak lagi", "2026-11-24 09:59", party=world.ani)
    assert again.conversation == row
    assert Reopening.objects.get().entry == again
    assert "conversation.reopened" in acts()
    with as_if_at(at("2026-11-24 12:00")):
        close_conversation(row, SOLVED, world.support)
    later = wrote("Tanya stok", "2026-12-08 12:01", party=world.ani)
    assert later.conversation != row


def test_a_closing_ends_a_promise_that_still_runs(world):
    row = wrote("Terima kasih!", "2026-11-10 09:00", party=world.ani).conversation
    with as_if_at(at("2026-11-10 10:00")):
        closing = close_conversation(row, SOLVED, world.support)
        with pytest.raises(Conflict) as told:
            answer_conversation(row, words(), world.support)
    assert AnswerEnd.objects.get().closing == closing
    assert told.value.code == "helpdesk.closed"
    assert Promise.objects.get().keeping.at == at("2026-11-10 10:00")


def test_a_note_answers_nobody(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    note = add_note(row, words("Tanya gudang dulu"), world.support)
    assert note.kind == "note"
    assert not AnswerEnd.objects.exists()


def test_a_stranger_becomes_somebody_and_the_promise_stays(world):
    row = wrote("Halo", "2026-11-10 09:00", contact="+6281234567890").conversation
    assert not Promise.objects.exists()
    assert maybe_them(row) == [world.ani]

    tie_conversation(row, world.ani, world.support)
    row.refresh_from_db()
    assert row.party == world.ani
    assert Promise.objects.get().due_at == AnswerDue.objects.get().due_at
    assert wrote("Lagi", "2026-11-10 09:30", party=world.ani).conversation == row
    with pytest.raises(Conflict):
        tie_conversation(row, world.budi, world.support)


def test_a_stranger_is_not_tied_to_who_talks_already(world):
    wrote("Halo", "2026-11-10 09:00", party=world.ani)
    row = wrote("Halo", "2026-11-10 09:00", contact="+6281234567890").conversation
    with pytest.raises(Refused) as refused:
        tie_conversation(row, world.ani, world.support)
    assert codes(refused) == {"helpdesk.open_already"}
    row.refresh_from_db()
    assert row.party is None


def test_a_salesperson_sees_their_people_and_what_was_given_to_them(world):
    ours = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    theirs = wrote("Halo", "2026-11-10 09:00", party=world.budi).conversation
    seen = Conversation.objects.visible_to(world.sales)
    assert list(seen) == [ours]
    with pytest.raises(NotFound):
        answer_conversation(theirs, words(), world.sales)

    assign_conversation(theirs, world.sari, world.support)
    assert set(seen.all()) == {ours, theirs}


def test_a_conversation_is_given_only_to_who_answers(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    kasir = world.dewi.__class__.objects.create_user("kasir", role=Role.CASHIER)
    with pytest.raises(Refused) as refused:
        assign_conversation(row, kasir, world.support)
    assert codes(refused) == {"helpdesk.assignee_unknown"}
    assign_conversation(row, world.dewi, world.support)
    assign_conversation(row, None, world.support)
    assert Desk.objects.get().assignee is None
    assert acts()[-1] == "conversation.laid_back"


def test_who_may_not_answer_does_not(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    for act in (
        lambda by: answer_conversation(row, words(), by),
        lambda by: close_conversation(row, SOLVED, by),
        lambda by: assign_conversation(row, None, by),
    ):
        with pytest.raises(NotPermitted):
            act(an_actor(Role.FINANCE))


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": " "}, "helpdesk.text_missing"),
        ({"text": "x" * 4_097}, "helpdesk.text_long"),
        ({"text": "a\0b"}, "helpdesk.not_plain"),
        ({"channel": "pigeon"}, "helpdesk.channel_unknown"),
        ({"topic": "love"}, "helpdesk.topic_unknown"),
        ({"contact": ""}, "helpdesk.who_missing"),
        ({"name": "x" * 161}, "helpdesk.text_long"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(world, told, code):
    good = {"channel": "web", "text": "x", "contact": "+6281", "source": "s"}
    incoming = Incoming(at=at("2026-11-10 09:00"), **(good | told))
    with pytest.raises(Refused) as refused:
        take_message(incoming, world.system)
    assert codes(refused) == {code}
    assert not Conversation.objects.exists()


def test_what_was_said_is_never_changed(world):
    entry = wrote("Halo", "2026-11-10 09:00", party=world.ani)
    for change in (
        lambda: Entry.objects.filter(pk=entry.pk).update(text="Bukan"),
        lambda: AnswerDue.objects.all().delete(),
    ):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            change()


def test_who_was_merged_writes_as_who_they_are_today(world):
    old = a_party("R-9", "Ani Lama")
    merge_parties(old, world.ani, {}, world.owner)
    assert wrote("Halo", "2026-11-10 09:00", party=old).conversation.party == world.ani
