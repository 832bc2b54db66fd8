from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import a_business, a_party, a_product


@pytest.fixture
def world(own_business):
    """A business with two sellers and one product."""
    a_business()
    return SimpleNamespace(
        ani=a_party("R-1", "Ani"), budi=a_party("R-2", "Budi"), goods=a_product("P-1")
    )
