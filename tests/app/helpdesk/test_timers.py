"""Hours as records, escalation, what comes in by channels, and what is given to make good."""

from __future__ import annotations

from datetime import date

import pytest
from builders import NOON, a_user
from desks import at, codes, words, wrote

from setia.alerts.models import Alert
from setia.budgets.models import Charge
from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.core.clock import as_if_at
from setia.core.errors import Conflict, NotPermitted, Refused
from setia.core.roles import Role
from setia.helpdesk.answer_conversation import answer_conversation
from setia.helpdesk.close_conversation import Solution, close_conversation
from setia.helpdesk.escalate_due import escalate_due
from setia.helpdesk.models import AnswerDue, Closing, Conversation, Entry, Escalation
from setia.helpdesk.read_inbound import read_inbound
from setia.helpdesk.set_hours import (
    HoursDraft,
    RuleDraft,
    add_holiday,
    remove_holiday,
    set_hours,
)
from setia.helpdesk.working_time import Span
from setia.messages.models import Inbound, Stop

WEEK = [Span(day, 9 * 60, 18 * 60) for day in range(7)]
RULES = [
    RuleDraft("everybody", "", 180),
    RuleDraft("tier", "gold", 30),
    RuleDraft("category", "toko", 60),
]


def set_from(world, day, spans=WEEK, rules=RULES, on="2026-11-09 09:00"):
    with as_if_at(at(on)):
        return set_hours(HoursDraft(date.fromisoformat(day), spans, rules), world.owner)


def due_of(entry):
    return AnswerDue.objects.get(entry=entry).due_at


def test_of_all_promises_that_fit_the_one_that_ends_first_counts(world):
    set_from(world, "2026-11-10")
    assert due_of(wrote("a", "2026-11-10 09:00", party=world.ani)) == at("2026-11-10 09:30")
    assert due_of(wrote("b", "2026-11-10 09:00", party=world.budi)) == at(
        "2026-11-10 12:00"
    )
    assert due_of(wrote("c", "2026-11-10 09:00", contact="+6281")) == at("2026-11-10 12:00")


def test_hours_hold_from_their_day_on_and_move_no_promise_made_before(world):
    before = wrote("a", "2026-11-09 08:00", party=world.ani)
    set_from(world, "2026-11-10")
    assert due_of(before) == at("2026-11-09 12:00")
    assert due_of(wrote("b", "2026-11-09 08:00", party=world.budi)) == at(
        "2026-11-09 12:00"
    )
    assert due_of(wrote("c", "2026-11-10 08:00", contact="+6281")) == at("2026-11-10 12:00")


def test_of_two_for_one_day_the_one_that_was_set_last_holds(world):
    set_from(world, "2026-11-10")
    set_from(world, "2026-11-10", rules=[RuleDraft("everybody", "", 5)])
    assert due_of(wrote("a", "2026-11-10 09:00", party=world.ani)) == at("2026-11-10 09:05")


def test_nobody_is_promised_an_answer_on_a_holiday(world):
    holiday = add_holiday(date(2026, 11, 11), "Hari libur", world.owner)
    with pytest.raises(Conflict):
        add_holiday(date(2026, 11, 11), "Lagi", world.owner)
    entry = wrote("a", "2026-11-10 16:00", party=world.ani)
    assert due_of(entry) == at("2026-11-12 11:00")
    remove_holiday(holiday, world.owner)
    assert due_of(entry) == at("2026-11-12 11:00"), "what was promised stays promised"


@pytest.mark.parametrize(
    ("spans", "rules", "code"),
    [
        ([], RULES, "helpdesk.never_open"),
        ([Span(0, 0, 60, night=True)], RULES, "helpdesk.never_open"),
        ([Span(0, 0, 59)], RULES, "helpdesk.never_open"),
        ([*WEEK, Span(0, 60, 60)], RULES, "helpdesk.span_wrong"),
        ([*WEEK, Span(0, 1_000, 1_200, night=True)], RULES, "helpdesk.span_wrong"),
        (WEEK, RULES[1:], "helpdesk.rule_missing"),
        (WEEK, [*RULES, RULES[1]], "helpdesk.rule_twice"),
        (WEEK, [*RULES, RuleDraft("role", "", 5)], "helpdesk.rule_value"),
        (WEEK, [*RULES, RuleDraft("role", "outlet", 0)], "helpdesk.minutes_wrong"),
    ],
)
def test_hours_that_make_no_sense_are_refused(world, spans, rules, code):
    with pytest.raises(Refused) as refused:
        set_from(world, "2026-11-10", spans, rules)
    assert codes(refused) == {code}


def test_hours_are_not_set_for_days_that_are_gone_nor_by_everybody(world):
    with pytest.raises(Refused) as refused:
        set_from(world, "2026-11-08")
    assert codes(refused) == {"helpdesk.day_past"}
    with pytest.raises(NotPermitted):
        set_hours(HoursDraft(date(2026, 11, 10), WEEK, RULES), world.support)


def test_an_answer_that_nears_its_moment_is_called_to_mind_once_and_again_when_it_passed(
    world,
):
    bayu = a_user(Role.CHANNEL_MANAGER, "bayu")
    world.ani.caretaker = world.sari
    world.ani.save()
    wrote("Halo", "2026-11-10 09:00", party=world.ani)
    rounds = ["11:59", "12:01", "12:30", "13:01", "15:00"]
    told = []
    for hour in rounds:
        with as_if_at(at(f"2026-11-10 {hour}")):
            told.append(escalate_due(world.system))

    assert told == [0, 1, 0, 1, 0]
    owners = [one.takings.get().owner for one in Alert.objects.order_by("pk")]
    assert owners == [world.sari, bayu]


def test_what_was_missed_while_nothing_ran_is_told_once_as_passed(world):
    wrote("Halo", "2026-11-10 09:00", party=world.ani)
    assert escalate_due(world.system, at("2026-11-12 09:00")) == 1
    assert [one.level for one in Escalation.objects.all()] == ["passed"]


def test_an_answer_lets_its_alerts_pass(world):
    row = wrote("Halo", "2026-11-10 09:00", party=world.ani).conversation
    with as_if_at(at("2026-11-10 12:30")):
        escalate_due(world.system)
        assert Alert.objects.open().filter(kind="answer").count() == 1
        answer_conversation(row, words(), world.support)
    assert not Alert.objects.open().filter(kind="answer").exists()
    assert escalate_due(world.system, at("2026-11-12 09:00")) == 0


def an_inbound(number, party=None, text="Halo", **rest):
    told = {"channel": "whatsapp", "from_normal": "+6281234567890", "kind": "text"}
    return Inbound.objects.create(
        party=party,
        text=text,
        address="6281234567890",
        at=NOON,
        received_at=NOON,
        provider_id=f"wamid.{number}",
        **(told | rest),
    )


def test_what_the_channels_bring_lands_in_one_conversation_each_once(world):
    for number in range(3):
        an_inbound(number, world.ani)
    an_inbound(3, None, "", kind="image", from_normal="+6289", from_name="Joko")
    assert read_inbound(world.system) == 4
    assert read_inbound(world.system) == 0

    assert Conversation.objects.count() == 2
    assert Entry.objects.count() == 4
    stranger = Conversation.objects.get(party=None)
    assert (stranger.who, stranger.entries.get().text) == ("Joko", "[image]")
    an_inbound(4, world.ani)
    assert read_inbound(world.system) == 1


def test_a_message_that_was_kept_late_is_not_passed_over(world):
    """Of two who write at once the one with the earlier number may be there later."""
    an_inbound(2, world.ani, pk=20)
    assert read_inbound(world.system) == 1
    an_inbound(1, world.ani, pk=19)
    assert read_inbound(world.system) == 1
    assert Entry.objects.count() == 2


def test_a_word_that_asks_for_silence_is_no_question(world):
    row = an_inbound(1, world.ani, "STOP")
    Stop.objects.create(
        inbound=row, channel="whatsapp", address=row.address, word="stop", at=NOON
    )
    assert read_inbound(world.system) == 0
    assert not Conversation.objects.exists()


def a_budget(world, rupiah=1_000_000):
    draft = BudgetDraft(
        name="Perhatian 2026",
        scope="business",
        fixed_minor=rupiah * 100,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    return set_budget(draft, world.owner)


def test_what_was_given_to_make_good_is_charged_to_its_budget_once(world):
    with as_if_at(at("2026-11-10 10:00")):
        budget = a_budget(world)
    row = wrote(
        "Pecah", "2026-11-10 09:00", party=world.ani, topic="complaint"
    ).conversation
    solution = Solution("Diganti baru", "Satu dus kopi", 150_000_00, budget)
    with as_if_at(at("2026-11-10 10:00")):
        closing = close_conversation(row, solution, world.support)
        with pytest.raises(Conflict):
            close_conversation(row, solution, world.support)

    charge = Charge.objects.get()
    assert closing.charge == charge
    told = (charge.kind, charge.minor, charge.about, charge.budget)
    assert told == ("solution", 150_000_00, world.ani, budget)


@pytest.mark.parametrize(
    ("solution", "code"),
    [
        (Solution(" "), "helpdesk.solution_missing"),
        (Solution("x" * 1_001), "helpdesk.text_long"),
        (Solution("x", given="Kopi"), "helpdesk.given_missing"),
        (Solution("x", given="Kopi", minor=5_00), "helpdesk.budget_missing"),
    ],
)
def test_a_closing_without_what_it_needs_is_refused(world, solution, code):
    row = wrote("Pecah", "2026-11-10 09:00", party=world.ani).conversation
    with pytest.raises(Refused) as refused:
        close_conversation(row, solution, world.support)
    assert codes(refused) == {code}
    assert not Closing.objects.exists()
