from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import a_business, a_party
from choosing import DAY, OWNER, a_menu, a_reward, partner, won
from payouts.paying import on


@pytest.fixture
def world(db, settings, tmp_path):
    """Ani won two pieces; there are a voucher, two headphones and money to choose."""
    settings.MEDIA_ROOT = tmp_path
    with on(DAY):
        a_business()
        ani = a_party("R-1", "Ani")
        award = won(ani, 2)
        headphones, card = a_reward("headset", pieces=2), a_reward("kartu", "card", 1)
        money = a_reward("uang", "money", rupiah=90_000)
        menu = a_menu(award.program, headphones, card, money)
        yield SimpleNamespace(
            ani=ani,
            award=award,
            headphones=headphones,
            card=card,
            money=money,
            menu=menu,
            owner=OWNER,
            partner=partner(ani),
            stranger=partner(a_party("R-2", "Budi")),
        )
