"""Set up a channel, close it, and try it out; what is secret is never shown again."""

from __future__ import annotations

import re
import secrets as chance
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from setia.core.actor import Actor
from setia.core.clock import now
from setia.core.errors import Conflict, Problem, Refused
from setia.core.record_event import record_event
from setia.messages.channels import setup_of
from setia.messages.events import CHANNEL_CLOSED, CHANNEL_SET_UP
from setia.messages.models import Channel, ChannelSetup
from setia.people.drafts import ContactDraft

SHAPES: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    Channel.WHATSAPP: {
        "phone_number_id": re.compile(r"[0-9]{4,40}"),
        "access_token": re.compile(r"[!-~]{4,1000}"),
        "app_secret": re.compile(r"[!-~]{4,200}"),
    },
    Channel.TELEGRAM: {"bot_token": re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{2,100}")},
    Channel.EMAIL: {
        "sender": re.compile(r"[!-~]{3,200}"),
        "name": re.compile(r"[^\x00-\x1f\x7f<>\"]{1,120}"),
    },
}
"""What each channel is told, and what it may look like."""
SECRET = frozenset({"access_token", "app_secret", "bot_token"})
MADE = {Channel.WHATSAPP: "verify_token", Channel.TELEGRAM: "secret_token"}
"""What we make ourselves, for the provider to give back."""


@dataclass(frozen=True)
class SetupDraft:
    """How a channel is to be set up; a secret that is left empty stays as it is."""

    channel: str
    told: Mapping[str, str] = field(repr=False)


def set_up_channel(draft: SetupDraft, version: int, by: Actor) -> tuple[ChannelSetup, str]:
    """Keep how a channel is spoken to; return with it a word that we made, if it is new.

    Raises:
        NotPermitted: The actor may not set up channels.
        Refused: Something is missing or cannot be right, each with its field.
        Conflict: Somebody else changed it in the meantime.
    """
    by.must("channel.manage")
    with transaction.atomic():
        rows = ChannelSetup.objects.select_for_update()
        kept = rows.filter(channel=draft.channel).first()
        if (kept.version if kept else 0) != version:
            raise Conflict("channel.changed")
        told = {name: one.strip() for name, one in draft.told.items() if one.strip()}
        before = dict(kept.secrets) if kept else {}
        problems = list(_wrong(draft.channel, told, before))
        if problems:
            raise Refused(problems)
        setup, made = _kept(kept, draft.channel, told, before)
        setup.changed_at, setup.changed_by = now(), by.name
        setup.save()
        params = {"channel": str(draft.channel)}
        about = ("channel", draft.channel)
        record_event(CHANNEL_SET_UP, by, about, params, after=setup.values)
    return setup, made


def close_channel(channel: str, by: Actor) -> None:
    """Forget how a channel is spoken to; what waits is tried for a while, then given up.

    Raises:
        NotPermitted: The actor may not set up channels.
        Conflict: It is not set up.
    """
    by.must("channel.manage")
    with transaction.atomic():
        if not ChannelSetup.objects.filter(channel=channel).delete()[0]:
            raise Conflict("message.channel_not_set_up")
        about = ("channel", channel)
        record_event(CHANNEL_CLOSED, by, about, {"channel": str(channel)})


def _wrong(
    channel: str, told: Mapping[str, str], before: Mapping[str, str]
) -> Iterator[Problem]:
    if channel not in SHAPES:
        yield Problem("message.channel_unknown", "channel")
        return
    if channel == Channel.EMAIL and not settings.EMAIL_HOST:
        yield Problem("channel.no_mail_server", "sender")
    for name, shape in SHAPES[channel].items():
        value = told.get(name, "")
        if not value and name not in before:
            yield Problem("channel.value_missing", name)
        elif value and not shape.fullmatch(value):
            yield Problem("channel.value_wrong", name)
    sender = told.get("sender")
    if sender and ContactDraft("email", sender).normal() is None:
        yield Problem("channel.value_wrong", "sender")


def _kept(
    kept: ChannelSetup | None, channel: str, told: Mapping[str, str], before: dict[str, str]
) -> tuple[ChannelSetup, str]:
    setup = kept or ChannelSetup(channel=channel, version=0)
    fresh = {
        name: told[name] for name in told if name in SECRET and name in SHAPES[channel]
    }
    made, name = "", MADE.get(Channel(channel), "")
    if name and name not in before:
        made = before[name] = chance.token_urlsafe(24)
    setup.values = {
        name: told[name] for name in SHAPES[channel] if name in told and name not in SECRET
    }
    setup.secrets = before | fresh
    setup.version += 1
    return setup, made


def secret_of(channel: str, name: str) -> str:
    """Return a secret for whoever speaks to the provider."""
    setup = setup_of(channel)
    return str(setup.secrets.get(name, "")) if setup else ""
