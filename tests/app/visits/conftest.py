from __future__ import annotations

import pytest
from builders import NOON

from setia.core.clock import as_if_at


@pytest.fixture
def at_noon(db):
    """Be at noon of Tuesday 10 November 2026, whatever the clock on the wall says."""
    with as_if_at(NOON):
        yield NOON
