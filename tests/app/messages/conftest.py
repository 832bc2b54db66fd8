from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import NOON, a_business, a_number, a_party, an_actor
from writing import a_channel, consented

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
        a_channel(channel)
    return SimpleNamespace(ani=ani, budi=budi, owner=an_actor())
