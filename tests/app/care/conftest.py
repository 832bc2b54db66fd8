from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import NOON, a_business, a_party, a_product, a_user

from setia.core.clock import as_if_at
from setia.core.roles import Role
from setia.people.actor_of import actor_of


@pytest.fixture
def noon():
    with as_if_at(NOON):
        yield


@pytest.fixture
def world(db, noon):
    """Bayu looks after Ani; Sari, who sells in Bali, after nobody."""
    a_business()
    bayu = a_user(Role.CHANNEL_MANAGER, "bayu", first_name="Bayu")
    sari = a_user(Role.SALESPERSON, "sari", ["Bali"], first_name="Sari")
    return SimpleNamespace(
        bayu=bayu,
        sari=sari,
        manager=actor_of(bayu),
        goods=a_product("P-1"),
        ani=a_party("R-1", "Ani", caretaker=bayu),
    )
