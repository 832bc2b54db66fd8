"""After a closing the short question goes out by itself, once, by a way that takes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import a_number, a_party, an_actor
from desks import at, wrote
from django.db import IntegrityError, transaction

from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotPermitted
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.helpdesk.ask_solved import (
    ask_solved,
    begin_solved_asking,
    end_solved_asking,
    solved_asking,
    solved_ref,
)
from setia.helpdesk.close_conversation import Solution, close_conversation
from setia.helpdesk.keep_desk import keep_desk
from setia.helpdesk.models import SolvedAsking, SolvedAskingEnd, SolvedLook
from setia.helpdesk.tie_conversation import tie_conversation
from setia.helpdesk.ways_to_ask import ways_to_ask
from setia.messages.models import ChannelSetup, Inbound, Message, Stop
from setia.people.merge_parties import merge_parties
from setia.people.models import Consent
from setia.surveys.add_survey import survey_for
from setia.surveys.invite import invite
from setia.surveys.models import Invitation, Purpose

LINKS = "https://toko.example/p/survey/"
BEGUN, CLOSED, LATER = "2026-11-10 08:00", "2026-11-10 11:00", "2026-11-10 11:05"


@pytest.fixture
def asking(world, settings):
    """Everything can be sent; since eight in the morning it is asked by itself."""
    settings.EMAIL_HOST = "mail.test"
    for channel in ("whatsapp", "email"):
        ChannelSetup.objects.create(channel=channel, changed_at=at(BEGUN), changed_by="x")
    with as_if_at(at(BEGUN)):
        begin_solved_asking(LINKS, world.owner)
    return world


def closed(party, moment=CLOSED, by=None, **rest):
    row = wrote("Kiriman kurang dua.", rest.pop("said", moment), party=party, **rest)
    with as_if_at(at(moment)):
        return close_conversation(row.conversation, Solution("Dikirim."), by or an_actor())


def came_in(moment, number="+6281234567890"):
    """Let a word come over WhatsApp, so that there is a talk in which one may answer."""
    return Inbound.objects.create(
        channel="whatsapp",
        from_normal=number,
        address=number,
        kind="text",
        text="Halo",
        at=at(moment),
        received_at=at(moment),
        provider_id=f"wamid.{moment}",
    )


def agreed(party, act="given", moment=BEGUN, channel="email"):
    return Consent.objects.create(
        party=party,
        channel=channel,
        act=act,
        text="Saya setuju",
        source="x",
        at=at(moment),
        recorded_at=at(moment),
        recorded_by="x",
    )


def looked(world, moment=LATER):
    with as_if_at(at(moment)):
        return ask_solved(world.system)


def test_who_wrote_today_is_asked_once_by_their_own_channel(asking):
    came_in("2026-11-10 09:00")
    closing = closed(asking.ani)

    assert [looked(asking), looked(asking), looked(asking, "2026-11-11 09:00")] == [1, 0, 0]

    message = Message.objects.get()
    told = (message.to, message.channel, message.purpose, message.is_answer)
    assert told == (asking.ani, "whatsapp", "service", True)
    assert LINKS in message.text
    assert Invitation.objects.get().ref == solved_ref(closing)
    assert SolvedLook.objects.get().message == message


def test_the_round_of_the_desk_asks(asking):
    came_in("2026-11-10 09:00")
    closed(asking.ani)
    with as_if_at(at(LATER)):
        keep_desk(asking.system)
    assert Message.objects.get().to == asking.ani


def test_an_answer_goes_at_night_and_care_waits_for_the_morning(asking):
    came_in("2026-11-10 22:00")
    a_number(asking.budi, "budi@b.id", "email")
    agreed(asking.budi)
    for party in (asking.ani, asking.budi):
        closed(party, "2026-11-10 23:30")
    assert looked(asking, "2026-11-10 23:31") == 2
    dues = dict(Message.objects.values_list("to__code", "due_at"))
    assert dues["R-1"] == at("2026-11-10 23:31")
    assert dues["R-2"] > at("2026-11-11 05:00")


def test_who_wrote_long_ago_is_asked_by_another_channel_they_agreed_to(asking):
    a_number(asking.ani, "ani@b.id", "email")
    agreed(asking.ani)
    closed(asking.ani, channel="phone")
    assert looked(asking) == 1
    message = Message.objects.get()
    assert (message.channel, message.purpose) == ("email", "care")


def test_who_did_not_agree_is_left_for_a_link_that_a_person_sends(asking):
    a_number(asking.ani, "ani@b.id", "email")
    closing = closed(asking.ani)
    assert looked(asking) == 0
    assert SolvedLook.objects.get().message is None
    # An agreement that comes later does not bring up what is over.
    agreed(asking.ani)
    assert looked(asking, "2026-11-10 12:00") == 0

    survey = survey_for(Purpose.SATISFACTION, asking.owner)
    with as_if_at(at("2026-11-10 12:00")):
        made = invite(survey, [asking.ani], asking.support, solved_ref(closing))
    assert made[0].invitation.party == asking.ani


def test_who_said_stop_is_not_asked_even_on_the_same_day(asking):
    inbound = came_in("2026-11-10 09:00")
    Stop.objects.create(
        inbound=inbound,
        channel="whatsapp",
        address=inbound.address,
        word="stop",
        at=inbound.at,
    )
    closed(asking.ani)
    assert looked(asking) == 0
    assert not Message.objects.exists()


def test_a_consent_that_was_taken_back_counts_against_it(asking):
    a_number(asking.ani, "ani@b.id", "email")
    agreed(asking.ani)
    agreed(asking.ani, "withdrawn", "2026-11-10 09:00")
    closed(asking.ani)
    assert looked(asking) == 0


def test_what_was_closed_before_or_long_ago_is_not_asked_about(asking):
    came_in("2026-11-10 07:00")
    closed(asking.ani, "2026-11-10 07:59")
    assert looked(asking) == 0
    closed(asking.budi)
    assert looked(asking, "2026-11-13 11:00") == 0
    assert not SolvedLook.objects.exists()


def test_nobody_is_asked_before_somebody_said_so_nor_after(world):
    ChannelSetup.objects.create(channel="whatsapp", changed_at=at(BEGUN), changed_by="x")
    came_in("2026-11-10 09:00")
    closed(world.ani)
    assert looked(world) == 0
    with as_if_at(at("2026-11-10 10:00")):
        begin_solved_asking(LINKS, world.owner)
        end_solved_asking(world.owner)
    assert solved_asking() is None
    assert looked(world) == 0
    assert not Invitation.objects.exists()


def test_who_was_asked_by_hand_is_not_asked_again_also_after_a_merge(asking):
    came_in("2026-11-10 09:00")
    closing = closed(asking.budi)
    survey = survey_for(Purpose.SATISFACTION, asking.owner)
    with as_if_at(at(CLOSED)):
        invite(survey, [asking.budi], asking.support, solved_ref(closing))
        merge_parties(asking.budi, asking.ani, {}, asking.owner)
    assert looked(asking) == 0
    assert SolvedLook.objects.get().message is None
    assert not Message.objects.exists()


def test_who_was_merged_is_asked_as_who_they_are_today(asking):
    came_in("2026-11-10 09:00")
    closed(asking.budi)
    with as_if_at(at(CLOSED)):
        merge_parties(asking.budi, asking.ani, {}, asking.owner)
    assert looked(asking) == 1
    assert Invitation.objects.get().party == asking.ani
    assert Message.objects.get().to == asking.ani


def test_a_stranger_is_asked_only_when_it_is_known_who_they_are(asking):
    came_in("2026-11-10 09:00")
    closing = closed(None, contact="+6281234567890")
    assert looked(asking) == 0
    assert not SolvedLook.objects.exists()
    with as_if_at(at(CLOSED)):
        tie_conversation(closing.conversation, asking.ani, asking.owner)
    assert looked(asking) == 1


def test_a_talk_that_goes_on_is_not_asked_about_until_it_ends_and_then_once(asking):
    came_in("2026-11-10 09:00")
    closed(asking.ani)
    wrote("Masih kurang", "2026-11-10 11:02", party=asking.ani)
    assert looked(asking) == 0
    closed(asking.ani, "2026-11-10 12:00")
    assert looked(asking, "2026-11-10 12:01") == 1
    # "Thank you" opens it again, and its end is no new solution.
    closed(asking.ani, "2026-11-10 13:00")
    assert looked(asking, "2026-11-10 13:01") == 0
    assert Message.objects.count() == 1


def test_two_weeks_later_the_same_talk_may_be_asked_about_again(asking):
    came_in("2026-11-10 09:00")
    for moment in (CLOSED, "2026-11-20 11:00", "2026-11-30 11:00"):
        came_in(moment.replace("11:00", "10:00"))
        closed(asking.ani, moment)
        looked(asking, moment.replace("11:00", "11:05"))
    assert [one.made_at for one in Invitation.objects.order_by("pk")] == [
        at(LATER),
        at("2026-11-30 11:05"),
    ]


def test_a_channel_that_nobody_set_up_is_no_way(asking):
    came_in("2026-11-10 09:00")
    row = closed(asking.ani).conversation
    assert [one.channel for one in ways_to_ask(row, at(LATER))] == ["whatsapp"]
    ChannelSetup.objects.all().delete()
    assert list(ways_to_ask(row, at(LATER))) == []


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.SALESPERSON, Role.FINANCE])
def test_only_who_may_change_surveys_begins_and_ends_it(asking, role):
    with pytest.raises(NotPermitted):
        begin_solved_asking(LINKS, an_actor(role))
    with pytest.raises(NotPermitted):
        end_solved_asking(an_actor(role))
    assert (SolvedAsking.objects.count(), SolvedAskingEnd.objects.count()) == (1, 0)


def test_beginning_and_ending_are_kept_told_and_done_once(asking):
    row = solved_asking()
    assert (row.at, row.by, row.links) == (at(BEGUN), asking.owner.name, LINKS)
    with pytest.raises(Conflict) as twice:
        begin_solved_asking(LINKS, asking.owner)
    end_solved_asking(asking.owner)
    with pytest.raises(Conflict) as over:
        end_solved_asking(asking.owner)
    assert (twice.value.code, over.value.code) == (
        "helpdesk.asking_already",
        "helpdesk.asking_over",
    )
    acts = TrailEntry.objects.filter(act__startswith="helpdesk.asking")
    assert list(acts.order_by("number").values_list("act", flat=True)) == [
        "helpdesk.asking_begun",
        "helpdesk.asking_ended",
    ]


def test_its_records_are_only_added(asking):
    came_in("2026-11-10 09:00")
    closed(asking.ani)
    looked(asking)
    end_solved_asking(asking.owner)
    for table in (SolvedAsking, SolvedAskingEnd, SolvedLook):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.update(at=at(BEGUN) - timedelta(days=1))


def test_each_closing_is_asked_about_by_its_own_name(asking):
    came_in("2026-11-10 09:00")
    a_number(asking.budi, "budi@b.id", "email")
    agreed(asking.budi)
    cici = a_party("R-3", "Cici")
    for party in (asking.ani, asking.budi, cici):
        closed(party)
    assert looked(asking) == 2
    assert SolvedLook.objects.count() == 3
    assert set(Message.objects.values_list("to__code", "channel")) == {
        ("R-1", "whatsapp"),
        ("R-2", "email"),
    }
