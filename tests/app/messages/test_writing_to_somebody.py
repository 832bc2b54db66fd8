"""Whoever may be written to is, at the right hour; everybody else is told why not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOON, a_number, a_party, an_actor
from writing import (
    a_template,
    consented,
    jakarta,
    marketing,
    queued,
    service,
    wrote,
)

from setia.budgets.models import Charge
from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.core.errors import NotFound, NotPermitted, Refused
from setia.core.models import TrailEntry
from setia.core.roles import Role
from setia.messages.models import Message, Price, Waiting
from setia.people.merge_parties import merge_parties


def refused_with(party, writing, at=NOON):
    with pytest.raises(Refused) as refused:
        queued(party, writing, at)
    assert not Message.objects.exists()
    assert not Waiting.objects.exists()
    return {one.code for one in refused.value.problems}


def test_a_message_waits_in_the_outbox_with_the_consent_it_goes_by(shop):
    message = queued(shop.ani, marketing())

    assert message.address == "ani@toko.example"
    assert message.consent.channel == "email"
    assert (message.due_at, message.state) == (NOON, "planned")
    assert Waiting.objects.get().due_at == NOON
    assert TrailEntry.objects.latest("number").act == "message.queued"


@pytest.mark.parametrize(
    ("writing", "code"),
    [
        (marketing(channel="whatsapp"), "message.no_consent"),
        (marketing(), "message.no_address"),
        (service(channel="whatsapp"), "message.needs_template"),
        (marketing(text=" "), "message.text_missing"),
        (marketing(text="x" * 4_001), "message.text_long"),
        (marketing(text="a\0"), "message.text_unreadable"),
        (marketing(channel="fax"), "message.channel_unknown"),
        (marketing(purpose="spam"), "message.purpose_unknown"),
        (marketing(ref="r" * 121), "message.text_long"),
    ],
)
def test_who_may_not_be_written_to_is_not(shop, writing, code):
    assert code in refused_with(shop.budi, writing)


def test_a_consent_that_was_taken_back_ends_service_too_but_not_an_answer(shop):
    consented(shop.ani, act="withdrawn", at=NOON)
    asked = service(channel="whatsapp")

    assert refused_with(shop.ani, asked) == {"message.no_consent"}
    wrote(shop.ani, at=NOON - timedelta(hours=23))

    answer = queued(shop.ani, asked)
    assert (answer.is_answer, answer.consent) == (True, None)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("19:59", "19:59"),
        ("20:00", "2026-11-11T08:00"),
        ("23:30", "2026-11-11T08:00"),
        ("2026-11-11T07:59", "2026-11-11T08:00"),
        ("08:00", "08:00"),
    ],
)
def test_what_falls_in_quiet_hours_is_planned_for_their_end(shop, at, due):
    message = queued(shop.ani, marketing(), jakarta(at))

    assert message.due_at == jakarta(due)
    assert message.is_postponed == (at != due)


def test_what_is_of_no_use_after_the_quiet_hours_is_refused(shop):
    tonight = marketing(until=jakarta("23:00"))

    assert refused_with(shop.ani, tonight, jakarta("21:00")) == {"message.quiet_hours"}


def test_an_answer_goes_at_night_as_well(shop):
    wrote(shop.ani, at=jakarta("21:00"))

    answer = queued(shop.ani, service(channel="whatsapp"), jakarta("21:05"))

    assert (answer.due_at, answer.is_answer) == (jakarta("21:05"), True)


def test_the_third_marketing_message_in_a_week_is_one_too_many(shop):
    queued(shop.ani, marketing(), NOON - timedelta(days=7))
    queued(shop.ani, marketing(), NOON - timedelta(days=6))
    queued(shop.ani, marketing())

    with pytest.raises(Refused) as refused:
        queued(shop.ani, marketing())

    assert refused.value.problems[0].code == "message.capped"
    assert queued(shop.ani, service()).purpose == "service"
    assert Message.objects.count() == 4


def test_a_message_that_costs_is_paid_from_the_budget_of_the_person(shop):
    Price.objects.create(channel="email", purpose="marketing", minor=60_00)
    assert refused_with(shop.ani, marketing()) == {"message.over_budget"}
    first, last = NOON.date(), NOON.date()
    set_budget(
        BudgetDraft("Kabar", "business", first, last, fixed_minor=100_00), shop.owner
    )

    message = queued(shop.ani, marketing())
    with pytest.raises(Refused) as refused:
        queued(shop.ani, marketing())

    assert refused.value.problems[0].code == "message.over_budget"
    assert [one.minor for one in Charge.objects.all()] == [60_00]
    assert message.charge == Charge.objects.get()


def test_the_same_thing_is_written_to_somebody_once(shop):
    first = queued(shop.ani, marketing(ref="survey 7"))
    again = queued(shop.ani, marketing(ref="survey 7"))

    assert first == again
    assert Message.objects.count() == Waiting.objects.count() == 1


def test_somebody_who_was_merged_is_written_to_as_who_they_are_today(shop):
    old = a_party("R-9", "Ani lama")
    merge_parties(shop.ani, old, {}, shop.owner)

    message = queued(shop.ani, marketing())

    assert (message.to, message.consent.party) == (old, shop.ani)


def test_a_template_is_filled_with_the_facts_of_the_person(shop):
    message = queued(shop.ani, marketing(text="", template=a_template()))

    assert message.text == "Halo Ani Lestari, dari Lumbung Jelita."
    assert message.parameters == ["Ani Lestari", "Lumbung Jelita"]


def test_words_of_ones_own_take_the_place_of_the_template(shop):
    template = a_template(whatsapp_name="kabar")
    own = marketing(channel="whatsapp", text="Hai", template=template)

    assert refused_with(shop.ani, own) == {"message.needs_template"}
    wrote(shop.ani)
    assert queued(shop.ani, own).template is None


def test_who_may_not_write_or_may_not_see_the_person_is_refused(shop):
    sari = an_actor(Role.SALESPERSON, territories=frozenset({"Bandung"}))

    with pytest.raises(NotPermitted):
        queued(shop.ani, marketing(), by=an_actor(Role.CASHIER))
    with pytest.raises(NotFound):
        queued(shop.ani, marketing(), by=sari)

    assert not Message.objects.exists()


def test_a_channel_that_is_not_set_up_takes_nothing(shop, settings):
    settings.EMAIL_HOST = ""

    assert refused_with(shop.ani, marketing()) == {"message.channel_not_set_up"}


def test_the_first_of_several_addresses_is_used(shop):
    a_number(shop.ani, "kedua@toko.example", "email")

    assert queued(shop.ani, marketing()).address == "ani@toko.example"
