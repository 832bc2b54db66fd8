"""The generated business, whole and a tenth of it, once for all tests."""

from __future__ import annotations

from datetime import date

import pytest

from setia.demo.business import Business, generate
from setia.demo.size import Size

LAST_DAY = date(2026, 11, 24)
TENTH = Size(resellers=60, customers=400, key_accounts=8)


@pytest.fixture(scope="session")
def business() -> Business:
    return generate(1, LAST_DAY)


@pytest.fixture(scope="session")
def tenth() -> Business:
    return generate(1, LAST_DAY, size=TENTH)
