"""Each channel hands over as its provider's documentation says, errors and silence included."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from builders import NOON
from hypothesis import given
from hypothesis import strategies as st
from providers import CUT, telegram_error, whatsapp_error
from writing import a_template, jakarta, marketing, queued, service, wrote

from setia.budgets.models import Charge
from setia.budgets.set_budget import BudgetDraft, set_budget
from setia.budgets.standing import spent_of
from setia.messages.adapters.protocol import Outcome, Result
from setia.messages.cancel_message import cancel_message
from setia.messages.models import Attempt, ChannelSetup, Message, Price, Waiting
from setia.messages.send_due import LONGEST_WAIT, SCHEDULE, send_due, take_due, wait_after
from setia.people.models import Consent


def whatsapp(text="Pesanan siap.", **rest):
    return service(channel="whatsapp", text=text, **rest)


def telegram(text="Pesanan siap."):
    return service(channel="telegram", text=text)


def stood(message):
    """Return where a message is, with what its tries were told."""
    again = Message.objects.with_records().get(pk=message.pk)
    return again.state, [one.code for one in again.attempts.all()]


def test_whatsapp_takes_our_own_words_within_a_day(shop, cloud):
    wrote(shop.ani)
    message = queued(shop.ani, whatsapp())

    assert send_due(NOON) == 1

    ((path, headers, body),) = cloud.got
    assert path == "/v23.0/1066/messages"
    assert headers["authorization"] == "Bearer EAAG"
    assert body == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "6281234567890",
        "biz_opaque_callback_data": message.key,
        "type": "text",
        "text": {"preview_url": False, "body": "Pesanan siap."},
    }
    assert stood(message) == ("sent", [""])
    assert Attempt.objects.get().provider_id == "wamid.HBgN1"
    assert send_due(NOON + timedelta(days=9)) == 0


def test_whatsapp_gets_the_approved_template_outside_the_day(shop, cloud):
    template = a_template(whatsapp_name="kabar_baru")
    queued(shop.ani, marketing(channel="whatsapp", text="", template=template))

    send_due(NOON)

    assert cloud.bodies[0]["template"] == {
        "name": "kabar_baru",
        "language": {"code": "id"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "text": "Ani Lestari"},
                    {"type": "text", "text": "Lumbung Jelita"},
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("answer", "state", "code"),
    [
        (whatsapp_error(130429, "Rate limit hit", 429), "trying", "130429"),
        (whatsapp_error(131056, "Pair rate limit hit", 400), "trying", "131056"),
        (whatsapp_error(131047, "More than 24 hours", 400), "failed", "131047"),
        (whatsapp_error(131026, "Message undeliverable", 400), "failed", "131026"),
        (whatsapp_error(132001, "Template does not exist", 404), "failed", "132001"),
        (whatsapp_error(190, "Access token has expired", 401), "trying", "190"),
        (whatsapp_error(131016, "Service unavailable", 500), "trying", "131016"),
        ((503, b"<html>busy</html>"), "trying", "http_503"),
        ((404, b"nothing here"), "failed", "http_404"),
        ((200, {"messages": []}), "trying", "no_id"),
        (CUT, "trying", "cut_off"),
    ],
)
def test_what_whatsapp_refuses_is_given_up_and_what_passes_is_tried_again(
    shop, cloud, answer, state, code
):
    wrote(shop.ani)
    message = queued(shop.ani, whatsapp())
    cloud.answers = [answer]

    send_due(NOON)

    assert stood(message) == (state, [code])
    assert Waiting.objects.exists() == (state == "trying")


@pytest.mark.parametrize(
    ("answer", "unsure"),
    [(CUT, True), ((200, {}), True), ((503, {}), False)],
)
def test_it_is_told_where_a_message_may_have_gone(shop, cloud, answer, unsure):
    wrote(shop.ani)
    queued(shop.ani, whatsapp())
    cloud.answers = [answer]

    send_due(NOON)

    assert Attempt.objects.get().is_unsure is unsure
    wait = Waiting.objects.get().due_at - NOON
    assert wait >= timedelta(minutes=5 if unsure else 1)


def test_telegram_writes_into_the_chat_of_the_person(shop, bot):
    message = queued(shop.ani, telegram())

    send_due(NOON)

    ((path, _headers, body),) = bot.got
    assert path == "/bot12:AA/sendMessage"
    assert body == {"chat_id": "77001", "text": "Pesanan siap."}
    assert stood(message) == ("sent", [""])
    assert Attempt.objects.get().provider_id == "77001:501"


@pytest.mark.parametrize(
    ("answer", "state", "code"),
    [
        (telegram_error(403, "Forbidden: bot was blocked by the user"), "failed", "403"),
        (telegram_error(400, "Bad Request: chat not found"), "failed", "400"),
        (telegram_error(401, "Unauthorized"), "trying", "401"),
        (telegram_error(502, "Bad Gateway"), "trying", "502"),
        ((200, {"ok": True, "result": True}), "trying", "no_id"),
        (CUT, "trying", "cut_off"),
    ],
)
def test_what_telegram_refuses_is_given_up_and_what_passes_is_tried_again(
    shop, bot, answer, state, code
):
    message = queued(shop.ani, telegram())
    bot.answers = [answer]

    send_due(NOON)

    assert stood(message) == (state, [code])


def test_telegram_is_left_alone_for_as_long_as_it_asks(shop, bot):
    message = queued(shop.ani, telegram())
    bot.answers = [
        telegram_error(429, "Too Many Requests: retry after 900", retry_after=900)
    ]

    send_due(NOON)
    assert send_due(NOON + timedelta(seconds=899)) == 0
    assert send_due(NOON + timedelta(seconds=900)) == 1

    assert stood(message) == ("sent", ["429", ""])


def test_a_letter_carries_a_name_of_its_own_and_goes_to_the_server(shop, post_office):
    message = queued(shop.ani, service(subject="Pesanan\nsiap", text="Halo, é."))

    send_due(NOON)

    (envelope,) = post_office.letters
    letter = message_from_bytes(envelope.content, policy=default)
    assert envelope.rcpt_tos == ["ani@toko.example"]
    assert letter["From"] == "Lumbung Jelita <toko@toko.example>"
    assert letter["Subject"] == "Pesanan siap"
    assert letter["Message-ID"] == f"<{message.key}@toko.example>"
    assert letter.get_content().strip() == "Halo, é."
    assert stood(message) == ("sent", [""])


@pytest.mark.parametrize(
    ("to_recipient", "to_letter", "state", "code"),
    [
        ("550 No such user here", "250 OK", "failed", "550"),
        ("450 Mailbox busy", "250 OK", "trying", "450"),
        ("250 OK", "554 Refused as spam", "failed", "554"),
        ("250 OK", "451 Try later", "trying", "451"),
    ],
)
def test_what_a_mail_server_refuses_for_good_is_given_up(
    shop, post_office, to_recipient, to_letter, state, code
):
    message = queued(shop.ani, service())
    post_office.to_recipient, post_office.to_letter = to_recipient, to_letter

    send_due(NOON)

    assert stood(message) == (state, [code])


def test_a_mail_server_that_goes_silent_in_the_middle_leaves_us_unsure(shop, post_office):
    message = queued(shop.ani, service())
    post_office.cuts = True

    send_due(NOON)

    assert stood(message) == ("trying", ["cut_off"])
    assert Attempt.objects.get().is_unsure


def test_no_server_at_all_leaves_us_sure_that_nothing_went(shop, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_USE_TLS = False
    message = queued(shop.ani, service())

    send_due(NOON)

    assert stood(message) == ("trying", ["no_connection"])
    assert not Attempt.objects.get().is_unsure


def test_what_is_never_taken_is_given_up_and_its_money_is_there_again(shop, cloud):
    Price.objects.create(channel="whatsapp", purpose="service", minor=60_00)
    day = NOON.date()
    budget = set_budget(
        BudgetDraft("Kabar", "business", day, day, fixed_minor=100_00), shop.owner
    )
    wrote(shop.ani, at=NOON)
    message = queued(shop.ani, whatsapp())
    cloud.answers = [whatsapp_error(131016, "Busy", 500)] * len(SCHEDULE)

    at = NOON
    for number in range(len(SCHEDULE)):
        Waiting.objects.update(due_at=NOON)
        at = NOON + timedelta(minutes=number)
        assert send_due(at) == 1

    assert stood(message) == ("failed", ["131016"] * len(SCHEDULE))
    assert (spent_of(budget), Charge.objects.count()) == (0, 2)


def test_a_second_try_waits_for_the_end_of_the_quiet_hours(shop, post_office):
    message = queued(shop.ani, service(), jakarta("19:58"))
    post_office.to_letter = "451 Try later"
    send_due(jakarta("19:58"))

    assert send_due(jakarta("20:30")) == 0

    assert Waiting.objects.get().due_at == jakarta("2026-11-11T08:00")
    assert stood(message) == ("trying", ["451"])


def test_a_consent_taken_back_meanwhile_takes_the_message_back(shop, post_office):
    message = queued(shop.ani, marketing(), jakarta("21:00"))
    Consent.objects.create(
        party=shop.ani,
        channel="email",
        act="withdrawn",
        text="Jangan lagi",
        source="toko",
        at=NOON + timedelta(hours=9),
        recorded_at=NOON,
        recorded_by="Sari",
    )

    assert send_due(jakarta("2026-11-11T08:00")) == 0

    assert stood(message) == ("cancelled", [])
    assert not post_office.letters


def test_a_message_that_was_taken_back_does_not_go(shop, post_office):
    message = queued(shop.ani, service())
    cancel_message(message, "by_person", shop.owner)

    assert send_due(NOON) == 0
    assert stood(message) == ("cancelled", [])


def test_of_two_workers_one_takes_a_message(shop, post_office):
    queued(shop.ani, service())

    assert len(take_due(NOON)) == 1
    assert take_due(NOON) == []
    assert len(take_due(NOON + timedelta(minutes=2))) == 1


def test_a_channel_that_was_closed_keeps_its_messages_for_a_while(shop, cloud):
    wrote(shop.ani)
    message = queued(shop.ani, whatsapp())
    ChannelSetup.objects.filter(channel="whatsapp").delete()

    send_due(NOON)

    assert stood(message) == ("trying", ["not_set_up"])


@given(
    st.integers(1, len(SCHEDULE) - 1),
    st.integers(0, 999),
    st.none() | st.integers(0, 10**7),
    st.booleans(),
)
def test_a_wait_grows_by_at_most_a_fifth_and_never_beats_what_is_asked(
    tries, chance, asked, unsure
):
    after = None if asked is None else timedelta(seconds=asked)
    outcome = Outcome(Result.LATER, after=after, is_unsure=unsure)

    wait = wait_after(tries, outcome, chance)

    plain = max(SCHEDULE[tries], timedelta(minutes=5) if unsure else timedelta(0))
    most = max(plain * 6 / 5, min(after or plain, LONGEST_WAIT))
    assert plain <= wait <= most
    if after is not None:
        assert wait >= min(after, LONGEST_WAIT)
