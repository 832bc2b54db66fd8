from __future__ import annotations

from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from builders import NOON, a_business, a_number, a_party, an_actor
from post_office import PostOffice, free_port
from providers import BotApi, CloudApi, listening
from writing import VALUES, a_channel, consented

from setia.core.clock import as_if_at


@pytest.fixture
def noon(db):
    with as_if_at(NOON):
        yield


@pytest.fixture
def shop(noon, settings):
    """Ani may be written to by WhatsApp, Telegram and e-mail; Budi has agreed to nothing."""
    settings.EMAIL_HOST = "localhost"
    a_business()
    ani, budi = a_party("R-1", "Ani Lestari"), a_party("R-2", "Budi")
    a_number(ani)
    a_number(budi, "+6281299990000")
    a_number(ani, "ani@toko.example", "email")
    a_number(ani, "77001", "telegram")
    for channel in ("whatsapp", "telegram", "email"):
        consented(ani, channel)
    kept = {channel: a_channel(channel) for channel in VALUES}
    return SimpleNamespace(ani=ani, budi=budi, owner=an_actor(), **kept)


@pytest.fixture
def cloud(settings):
    with listening(CloudApi()) as provider:
        settings.WHATSAPP_API = provider.url
        yield provider


@pytest.fixture
def bot(settings):
    with listening(BotApi()) as provider:
        settings.TELEGRAM_API = provider.url
        yield provider


@pytest.fixture
def post_office(settings):
    """Return a mail server that keeps what it takes and answers as it is told."""
    handler = PostOffice()
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    controller.port = free_port()
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield handler
    controller.stop()
