from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import a_business, a_number, a_party, a_user, an_actor

from setia.core.actor import person, system
from setia.core.roles import Role


@pytest.fixture
def world(db):
    """Ani is a gold reseller in Bali, whom Dewi of support and Sari look after."""
    a_business()
    dewi = a_user(Role.SUPPORT, "dewi")
    sari = a_user(Role.SALESPERSON, "sari", territories=["Bali"])
    ani = a_party("R-1", "Ani", tier="gold", category="toko", territory="Bali")
    a_number(ani)
    return SimpleNamespace(
        ani=ani,
        budi=a_party("R-2", "Budi", territory="Lombok"),
        dewi=dewi,
        sari=sari,
        support=person(dewi.pk, "Dewi", Role.SUPPORT),
        sales=person(sari.pk, "Sari", Role.SALESPERSON, territories=frozenset({"Bali"})),
        owner=an_actor(),
        system=system(),
    )
