"""What providers tell us is believed where it is signed, kept once, and a stop is a stop."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from builders import NOON, a_number, a_party
from hypothesis import given, settings
from hypothesis import strategies as st
from writing import a_template, consented, marketing, queued, service, wrote

from setia.core.models import TrailEntry
from setia.messages.adapters.telegram_told import received_in as telegram_received
from setia.messages.adapters.whatsapp_told import received_in, states_in
from setia.messages.models import DeliveryState, Inbound, Message, Stop, Waiting
from setia.messages.send_due import send_due
from setia.people.merge_parties import merge_parties
from setia.people.models import Consent

ANI = "6281234567890"
WHATSAPP, TELEGRAM = "/api/v1/hooks/whatsapp/", "/api/v1/hooks/telegram/"


def text_from(number=ANI, text="Halo", name="wamid.IN1", at=NOON):
    return {
        "from": number,
        "id": name,
        "timestamp": str(int(at.timestamp())),
        "type": "text",
        "text": {"body": text},
    }


def state_of(name, state, key="", **rest):
    told = {"id": name, "status": state, "timestamp": str(int(NOON.timestamp()))}
    return told | {"recipient_id": ANI, "biz_opaque_callback_data": key} | rest


def notified(messages=(), statuses=(), number_id="1066"):
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "6221", "phone_number_id": number_id},
        "contacts": [{"profile": {"name": "Ani"}, "wa_id": ANI}],
        "messages": list(messages),
        "statuses": list(statuses),
        "news": {"of": "tomorrow"},
    }
    change = {"field": "messages", "value": value}
    entry = {"id": "99", "changes": [change]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def posted(client, told, key="s3"):
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signature = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": f"sha256={signature}"}
    return client.post(
        WHATSAPP, body, content_type="application/json", headers=headers
    ).status_code


def update(text="Halo", number=7, chat=77_001, **sender):
    return {
        "update_id": 1_000 + number,
        "message": {
            "message_id": number,
            "from": {"id": chat, "is_bot": False, "first_name": "Ani"} | sender,
            "chat": {"id": chat, "type": "private", "first_name": "Ani"},
            "date": int(NOON.timestamp()),
            "text": text,
        },
    }


def telegram(client, told, key="hook-secret"):
    return client.post(
        TELEGRAM,
        json.dumps(told),
        content_type="application/json",
        headers={"X-Telegram-Bot-Api-Secret-Token": key},
    ).status_code


def test_a_message_is_kept_with_the_person_whose_number_it_is(shop, client):
    assert posted(client, notified([text_from(text="Ada stok?")])) == 200

    kept = Inbound.objects.get()
    assert (kept.party, kept.text, kept.at) == (shop.ani, "Ada stok?", NOON)
    assert (kept.from_normal, kept.from_name) == ("+6281234567890", "Ani")
    assert TrailEntry.objects.latest("number").act == "message.received"


def test_the_same_message_twice_is_one(shop, client):
    told = notified([text_from()])

    assert [posted(client, told), posted(client, told)] == [200, 200]
    assert Inbound.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "secret", "status"),
    [
        (notified([text_from()]), "guessed", 401),
        (b"{", "s3", 400),
        (b"[]", "s3", 400),
        (b"[" * 100_000, "s3", 400),
        (b" " * (3 * 1024 * 1024 + 1), "s3", 413),
        (notified([text_from()], number_id="other"), "s3", 200),
        ({"entry": [{"changes": "?"}, 7]}, "s3", 200),
        (notified([text_from(number="x"), {"id": 4}, 9, text_from(name="")]), "s3", 200),
    ],
)
def test_what_is_not_signed_or_not_for_us_changes_nothing(
    shop, client, told, secret, status
):
    assert posted(client, told, secret) == status
    assert not Inbound.objects.exists()


def test_meta_is_answered_its_challenge_only_with_our_word(shop, client):
    setup = {"verify_token": "word"}
    shop.whatsapp.secrets |= setup
    shop.whatsapp.save()
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158", "hub.verify_token": "word"}

    right = client.get(WHATSAPP, asked)
    wrong = client.get(WHATSAPP, asked | {"hub.verify_token": "sword"})

    assert (right.status_code, right.content) == (200, b"1158")
    assert wrong.status_code == 403


def test_a_channel_that_is_not_set_up_has_no_door(db, client):
    assert posted(client, notified()) == 404
    assert telegram(client, update()) == 404


def test_somebody_unknown_is_kept_without_a_name_of_ours(shop, client):
    posted(client, notified([text_from(number="628111222333")]))

    kept = Inbound.objects.get()
    assert (kept.party, kept.from_normal) == (None, "+628111222333")


def test_whoever_was_merged_writes_as_who_they_are_today(shop, client):
    kept = a_party("R-9", "Ani baru")
    merge_parties(shop.ani, kept, {}, shop.owner)

    posted(client, notified([text_from()]))

    assert Inbound.objects.get().party == kept


def test_of_two_with_one_number_it_is_whom_we_wrote_to_last(shop, client):
    twin = a_party("R-8", "Cici")
    a_number(twin)
    wrote(twin)
    queued(twin, service(channel="whatsapp"))

    posted(client, notified([text_from()]))

    assert Inbound.objects.first().party == twin


@pytest.mark.parametrize("word", ["STOP", " berhenti. ", "Unsub", "*STOP*"])
def test_a_stop_word_takes_back_the_consent_and_what_waits(shop, client, word):
    template = a_template(whatsapp_name="kabar")
    writing = marketing(channel="whatsapp", text="", template=template)
    message = queued(shop.ani, writing)
    mail = queued(shop.ani, marketing())

    posted(client, notified([text_from(text=word, at=NOON + timedelta(minutes=1))]))

    last = Consent.objects.filter(party=shop.ani, channel="whatsapp").first()
    assert (last.act, last.text) == ("withdrawn", word.strip())
    assert last.source == "WhatsApp wamid.IN1"
    assert Message.objects.get(pk=message.pk).state == "cancelled"
    assert Waiting.objects.get().message == mail
    assert "message.stop_received" in set(TrailEntry.objects.values_list("act", flat=True))


def test_a_sentence_that_holds_a_stop_word_is_no_stop(shop, client):
    posted(client, notified([text_from(text="Jangan stop kirim kabar ya")]))

    assert not Stop.objects.exists()
    assert not Consent.objects.filter(act="withdrawn").exists()


def test_a_stop_of_somebody_unknown_counts_once_we_know_them(shop, client):
    posted(client, notified([text_from(number="628111222333", text="STOP")]))
    late = a_party("R-7", "Dedi")
    a_number(late, "+628111222333")

    with pytest.raises(Exception, match=r"message\.no_consent"):
        queued(late, service(channel="by_hand"), NOON + timedelta(days=3))
    consented(late, at=NOON + timedelta(days=4))
    after = queued(late, service(channel="by_hand"), NOON + timedelta(days=5))

    assert after.to == late


def test_states_are_kept_once_and_the_last_word_is_the_state(shop, cloud, client):
    wrote(shop.ani)
    message = queued(shop.ani, service(channel="whatsapp"))
    send_due(NOON)
    delivered = state_of("wamid.HBgN1", "delivered")

    posted(client, notified(statuses=[state_of("wamid.HBgN1", "sent"), delivered]))
    posted(client, notified(statuses=[delivered, state_of("wamid.HBgN1", "typing")]))
    assert Message.objects.get().state == "delivered"
    posted(client, notified(statuses=[state_of("wamid.HBgN1", "read")]))

    assert Message.objects.get(pk=message.pk).state == "read"
    assert DeliveryState.objects.count() == 3


def test_a_state_that_failed_tells_why(shop, cloud, client):
    wrote(shop.ani)
    message = queued(shop.ani, service(channel="whatsapp"))
    send_due(NOON)
    error = {"code": 131026, "title": "Undeliverable", "error_data": {"details": "No WA"}}

    posted(client, notified(statuses=[state_of("wamid.HBgN1", "failed", errors=[error])]))

    told = DeliveryState.objects.get(message=message)
    assert (told.code, told.error, message.state) == ("131026", "No WA", "failed")


def test_a_state_answers_for_a_try_whose_answer_was_lost(shop, cloud, client):
    wrote(shop.ani)
    message = queued(shop.ani, service(channel="whatsapp"))
    cloud.answers = [(200, {})]
    send_due(NOON)
    assert Waiting.objects.exists()

    posted(client, notified(statuses=[state_of("wamid.X", "sent", message.key)]))

    assert not Waiting.objects.exists()
    assert send_due(NOON + timedelta(hours=1)) == 0


def test_telegram_is_believed_by_its_secret_word_alone(shop, client):
    assert telegram(client, update(), "guessed") == 401
    assert not Inbound.objects.exists()
    assert telegram(client, update(text="Halo", username="AniLestari")) == 200

    kept = Inbound.objects.get()
    assert (kept.party, kept.address, kept.provider_id) == (shop.ani, "77001", "77001:7")
    assert kept.from_normal == "anilestari"


def test_a_telegram_name_has_a_chat_once_its_owner_wrote(shop, client, bot):
    a_number(shop.budi, "budi_jaya", "telegram")
    with pytest.raises(Exception, match=r"message\.no_address"):
        queued(shop.budi, service(channel="telegram"))

    telegram(client, update(chat=88_002, username="Budi_Jaya"))

    assert queued(shop.budi, service(channel="telegram")).address == "88002"


def test_groups_bots_and_other_updates_are_no_messages_to_us():
    group = update()
    group["message"]["chat"]["type"] = "group"

    assert telegram_received(group) is None
    assert telegram_received(update(is_bot=True)) is None
    assert telegram_received({"update_id": 1, "poll": {}}) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "entry",
                    "changes",
                    "value",
                    "metadata",
                    "messages",
                    "statuses",
                    "from",
                    "id",
                    "phone_number_id",
                    "field",
                    "message",
                    "chat",
                    "date",
                    "type",
                    "text",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["entry", "message", "object"]), anything))
def test_whatever_a_provider_tells_is_read_without_a_fall(told):
    list(received_in(told, "1066"))
    list(states_in(told, "1066"))
    telegram_received(told)


def test_a_time_that_is_none_is_long_ago_and_no_fall(shop, client):
    told = text_from() | {"timestamp": "yesterday"}

    posted(client, notified([told]))

    assert Inbound.objects.get().at < datetime(2010, 1, 1, tzinfo=UTC)
