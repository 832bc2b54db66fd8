"""What tests of messages write, and what they set up first."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from builders import NOON, an_actor

from setia.core.clock import as_if_at
from setia.messages.models import ChannelSetup, Inbound, Template
from setia.messages.queue_message import Writing, queue_message
from setia.people.keep_details import record_consent

_numbers = count(1)
VALUES = {
    "whatsapp": ({"phone_number_id": "1066"}, {"access_token": "EAAG", "app_secret": "s3"}),
    "telegram": ({}, {"bot_token": "12:AA", "secret_token": "hook-secret"}),
    "email": ({"sender": "toko@toko.example", "name": "Lumbung Jelita"}, {}),
}


def consented(party, channel="whatsapp", act="given", at=NOON):
    words = ("Boleh dikirimi kabar.", "formulir")
    return record_consent(party, channel, act, words, at, an_actor())


def a_channel(channel="whatsapp"):
    values, secrets = VALUES[channel]
    return ChannelSetup.objects.create(
        channel=channel, values=values, secrets=secrets, changed_at=NOON, changed_by="test"
    )


def a_template(name="Kabar", text="Halo {name}, dari {business}.", **rest):
    columns = {"purpose": "marketing", "changed_at": NOON, "changed_by": "test"}
    return Template.objects.create(
        name=name, **({"text_id": text, "text_en": text} | columns | rest)
    )


def wrote(party, address="+6281234567890", at=NOON, text="Halo", channel="whatsapp"):
    """Let somebody have written to us."""
    return Inbound.objects.create(
        channel=channel,
        from_normal=address,
        address=address,
        party=party,
        kind="text",
        text=text,
        at=at,
        received_at=at,
        provider_id=f"wamid.{next(_numbers)}",
    )


def marketing(**rest):
    return Writing(**({"channel": "email", "purpose": "marketing", "text": "Baru!"} | rest))


def service(**rest):
    return Writing(**({"channel": "email", "purpose": "service", "text": "Siap."} | rest))


def queued(party, writing, at=NOON, by=None):
    with as_if_at(at):
        return queue_message(party, writing, by or an_actor())


def jakarta(text):
    """Return a moment that a clock in Jakarta shows, on 10 November 2026 where no day is told."""
    text = text if "T" in text else f"2026-11-10T{text}"
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)
