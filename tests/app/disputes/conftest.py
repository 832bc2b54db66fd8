from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import a_business, a_party, a_product, a_promise, a_second_person, an_actor
from months import MONTHLY, OCTOBER, finalised, sold

from setia.closing.models import Award
from setia.core.actor import holder_of_link


@pytest.fixture
def world(own_business):
    """October is final since 3 November: Ani is owed Rp100.000."""
    a_business()
    a_promise(MONTHLY)
    ani = a_party("R-1", "Ani")
    sold("A", ani, a_product("P-1"), "2026-10-05", 1_000_000)
    finalised(OCTOBER, "2026-11-03")
    may = frozenset({"dispute.raise", "dispute.see"})
    return SimpleNamespace(
        ani=ani,
        budi=a_party("R-2", "Budi"),
        award=Award.objects.get(),
        owner=an_actor(),
        second=a_second_person(),
        partner=holder_of_link(7, "Ani", frozenset({ani.pk}), may),
    )
