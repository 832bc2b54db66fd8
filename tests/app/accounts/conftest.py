from __future__ import annotations

import pytest
from builders import NOON, a_product

from setia.core.clock import as_if_at


@pytest.fixture
def at_noon(db):
    """Be at noon of 10 November 2026, whatever the clock on the wall says."""
    with as_if_at(NOON):
        yield NOON


@pytest.fixture
def goods(at_noon):
    return a_product("P-1")
