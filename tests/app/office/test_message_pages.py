"""Pages of messages: write to one, write to many, keep templates, set up channels."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from builders import NOON, a_business, a_number, a_party, a_user, an_actor
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from messages.providers import BotApi, listening
from messages.writing import a_channel, a_template, consented, jakarta, service, wrote

from setia.core.roles import Role
from setia.messages.models import (
    Broadcast,
    ChannelSetup,
    Message,
    MessageRules,
    Price,
    Template,
    TemplateRetirement,
)
from setia.messages.queue_message import queue_message
from setia.messages.rules import stop_words
from setia.messages.segment import Segment
from setia.messages.send_broadcast import (
    BroadcastDraft,
    go_through_broadcasts,
    send_broadcast,
)
from setia.messages.send_due import send_due


@pytest.fixture
def noon(db):
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ani(noon, settings):
    """Ani takes e-mail and WhatsApp; the mail server is set."""
    settings.EMAIL_HOST = "localhost"
    a_business()
    party = a_party("R-1", "Ani")
    a_number(party)
    a_number(party, "ani@toko.example", "email")
    for channel in ("whatsapp", "email"):
        consented(party, channel)
    a_channel("email")
    return party


@pytest.fixture
def owner(client, ani):
    client.force_login(a_user(Role.OWNER))
    return client


def at(name, **kwargs):
    return reverse(f"office:{name}", kwargs=kwargs or None)


def writing(**rest):
    told = {"channel": "email", "purpose": "marketing", "text": "Barang baru!", "key": "k"}
    return told | rest


def test_a_message_to_one_person_waits_in_the_outbox_and_on_their_page(owner, ani):
    owner.post(at("person-messages", pk=ani.pk), writing())
    owner.post(at("person-messages", pk=ani.pk), writing())

    message = Message.objects.get()
    for page in ("messages", "person-messages", "person"):
        keys = {} if page == "messages" else {"pk": ani.pk}
        assert "Barang baru!" in owner.get(at(page, **keys)).content.decode()
    shown = owner.get(at("message", pk=message.pk)).content.decode()
    assert "formulir" in shown


def test_why_it_may_not_go_is_told_on_the_form(owner):
    budi = a_party("R-2", "Budi")
    a_number(budi, "budi@toko.example", "email")

    answer = owner.post(at("person-messages", pk=budi.pk), writing())

    assert answer.status_code == 422
    assert "Budi" in str(answer.context["form"].non_field_errors())
    assert not Message.objects.exists()


def test_what_one_sends_by_hand_is_opened_and_confirmed(owner, ani):
    told = writing(channel="by_hand", text="Halo & apa kabar?")
    answer = owner.post(at("person-messages", pk=ani.pk), told)
    message = Message.objects.get()
    assert answer.url == at("message", pk=message.pk)

    page = owner.get(answer.url)
    link = "https://wa.me/6281234567890?text=Halo%20%26%20apa%20kabar%3F"
    assert link in page.content.decode()
    assert message.state == "by_hand"
    owner.post(at("message-hand-sending", pk=message.pk))

    again = Message.objects.get()
    assert (again.state, again.hand_sending.by) == ("sent", "owner")
    owner.post(at("message-cancellation", pk=message.pk))
    assert Message.objects.get().state == "sent"


def test_a_message_that_waits_is_taken_back(owner, ani):
    message = queue_message(ani, service(), an_actor())

    owner.post(at("message-cancellation", pk=message.pk))

    assert Message.objects.get().state == "cancelled"
    assert owner.get(at("message", pk=message.pk)).status_code == 200
    assert (
        list(owner.get(at("messages"), {"show": "waiting"}).context["listing"].rows) == []
    )
    shown = owner.get(at("messages"), {"show": "cancelled"}).context["listing"].rows
    assert shown == [message]


def test_a_failed_message_says_why(owner, ani, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_USE_TLS = False
    message = queue_message(ani, service(), an_actor())
    send_due(NOON)

    page = owner.get(at("message", pk=message.pk)).content.decode()

    assert "no_connection" in page


def test_many_are_written_to_only_after_the_preview_was_confirmed(owner, ani, noon):
    noon.move_to(jakarta("21:00"))
    owner.force_login(a_user(Role.CHANNEL_MANAGER))
    a_party("R-2", "Budi")
    template = a_template()
    asked = {"template": template.pk, "channel": "email", "language": "id"}

    page = owner.get(at("broadcast-new"), asked)

    preview = page.context["preview"]
    assert (preview.meant, preview.goes, preview.waits) == (2, 1, 1)
    assert not Broadcast.objects.exists()
    key = page.context["key"]
    answer = owner.post(at("broadcast-new"), asked | {"key": key})
    assert owner.post(at("broadcast-new"), asked | {"key": key}).status_code == 422
    go_through_broadcasts()

    assert Message.objects.get().due_at == jakarta("2026-11-11T08:00")
    shown = owner.get(answer.url)
    assert [words for words, _count in shown.context["reasons"]] == [
        "tidak ada alamat untuk saluran ini"
    ]
    assert owner.get(at("broadcasts")).context["broadcasts"][0][1] == 1


def test_a_template_with_an_unknown_place_is_refused_with_where(owner):
    told = {
        "name": "Kabar",
        "purpose": "marketing",
        "text_id": "Halo {nama}",
        "text_en": "Hello {name",
        "version": 0,
    }

    answer = owner.post(at("template-new"), told)

    errors = answer.context["form"].errors
    assert set(errors) == {"text_id", "text_en"}
    assert "{nama}" in errors["text_id"][0]
    assert not Template.objects.exists()


def test_a_place_that_one_language_lacks_is_refused(owner):
    told = {
        "name": "Kabar",
        "purpose": "care",
        "text_id": "Halo {name} dari {business}",
        "text_en": "Hello {name}",
        "version": 0,
    }

    answer = owner.post(at("template-new"), told)

    assert list(answer.context["form"].errors) == ["text_en"]


def test_a_template_is_kept_changed_and_retired(owner):
    told = {
        "name": "Kabar",
        "purpose": "care",
        "text_id": "Halo {name}",
        "text_en": "Hello {name}",
        "version": 0,
    }
    owner.post(at("template-new"), told)
    kept = Template.objects.get()
    changed = told | {"text_id": "Hai {name}", "version": 1}
    owner.post(at("template", pk=kept.pk), changed)
    late = owner.post(at("template", pk=kept.pk), changed | {"text_id": "Eh {name}"})
    assert (late.status_code, Template.objects.get().text_id) == (422, "Hai {name}")

    owner.post(at("template-retirement", pk=kept.pk))

    assert TemplateRetirement.objects.count() == 1
    assert list(owner.get(at("templates")).context["listing"].rows) == []


def test_the_rules_are_kept_with_prices_and_words(owner):
    page = owner.get(at("channel-rules"))
    told = {
        "quiet_from": "21:00",
        "quiet_to": "07:30",
        "marketing_per_week": 3,
        "stop_words": "STOP\nSudah cukup\n",
        "version": page.context["form"].initial["version"],
        "price_whatsapp_marketing": "586,33",
    }

    owner.post(at("channel-rules"), told)

    rules = MessageRules.objects.get()
    assert (rules.quiet_from.hour, rules.marketing_per_week) == (21, 3)
    assert stop_words() == {"stop", "sudah cukup"}
    assert Price.objects.get().minor == 586_33
    assert owner.post(at("channel-rules"), told).status_code == 422


def test_a_secret_of_a_channel_is_never_shown_again(owner):
    told = {
        "phone_number_id": "106612345",
        "access_token": "EAAGtoken",
        "app_secret": "s3cr3t",
        "version": 0,
    }
    made = owner.post(at("channel", channel="whatsapp"), told).context["made"]

    kept = ChannelSetup.objects.get(channel="whatsapp")
    assert kept.secrets["verify_token"] == made
    page = owner.get(at("channel", channel="whatsapp")).content.decode()
    assert "106612345" in page
    for one in (made, "EAAGtoken", "s3cr3t"):
        assert one not in page
    again = told | {"access_token": "", "app_secret": "", "version": 1}
    owner.post(at("channel", channel="whatsapp"), again)
    assert ChannelSetup.objects.get(channel="whatsapp").secrets == kept.secrets


@pytest.mark.parametrize(
    ("channel", "told", "field"),
    [
        ("whatsapp", {"phone_number_id": "+62 812"}, "phone_number_id"),
        ("whatsapp", {"phone_number_id": "10661066"}, "access_token"),
        ("telegram", {"bot_token": "wrong"}, "bot_token"),
        ("email", {"sender": "toko", "name": "Toko", "version": 1}, "sender"),
    ],
)
def test_a_channel_that_cannot_be_right_is_asked_for_again(owner, channel, told, field):
    answer = owner.post(at("channel", channel=channel), {"version": 0} | told)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_trial_and_the_connection_reach_telegram(owner, settings):
    a_channel("telegram")
    with listening(BotApi()) as bot:
        settings.TELEGRAM_API = bot.url
        bot.answers = [(200, {"ok": True, "result": True})]
        owner.post(at("channel-connection", channel="telegram"))
        owner.post(at("channel-trial", channel="telegram"), {"address": "77001"})

    (_, _, connected), (_, _, trial) = bot.got
    assert connected == {
        "url": "http://testserver/api/v1/hooks/telegram/",
        "secret_token": "hook-secret",
        "allowed_updates": ["message"],
    }
    assert trial["chat_id"] == "77001"


def test_a_closed_channel_is_forgotten(owner):
    owner.post(at("channel-closure", channel="email"))

    assert not ChannelSetup.objects.exists()
    assert owner.get(at("channels")).status_code == 200


def test_who_works_in_a_territory_sees_its_messages_alone(client, ani):
    solo = a_party("R-2", "Budi", territory="Solo")
    a_number(solo, "budi@toko.example", "email")
    queue_message(ani, service(), an_actor())
    mine = queue_message(solo, service(text="Untuk Solo"), an_actor())
    wrote(ani, text="Rahasia")
    wrote(None, "+628990001", text="Siapa ini")
    client.force_login(a_user(Role.SALESPERSON, territories=["Solo"]))

    assert client.get(at("messages")).context["listing"].rows == [mine]
    assert list(client.get(at("messages-inbound")).context["listing"].rows) == []
    assert client.get(at("person-messages", pk=ani.pk)).status_code == 404
    assert client.get(at("broadcasts")).status_code == 403


def test_an_answer_at_night_is_on_its_way_and_other_words_wait(owner, ani, noon):
    noon.move_to(jakarta("22:00") - timedelta(minutes=5))
    queue_message(ani, service(), an_actor())

    page = owner.get(at("messages")).content.decode()

    assert "08.00" in page


def test_more_messages_take_no_more_queries(owner, ani):
    pages = [
        *(at("messages"), at("messages-inbound"), at("broadcasts"), at("templates")),
        *(at("person-messages", pk=ani.pk), at("person", pk=ani.pk)),
    ]

    def more(number):
        queue_message(ani, service(), an_actor())
        wrote(ani)
        template = a_template(f"T{number}")
        draft = BroadcastDraft(Segment(), "email", template, "id", f"k{number}")
        send_broadcast(draft, an_actor())
        go_through_broadcasts()

    def queries(page):
        with CaptureQueriesContext(connection) as told:
            assert owner.get(page).status_code == 200
        return len(told)

    more(1)
    more(2)
    few = {page: (queries(page), queries(page))[1] for page in pages}
    for number in range(3, 8):
        more(number)
    assert {page: queries(page) for page in pages} == few
    assert max(few.values()) <= 36
