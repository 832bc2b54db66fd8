from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from builders import a_business, a_line, a_party, a_product

OCTOBER = [datetime(2026, 10, day, 3, tzinfo=UTC) for day in (1, 10, 19, 28)]
AS_OF = datetime(2026, 11, 2, 3, tzinfo=UTC)


@pytest.fixture
def shop(own_business, time_machine):
    """Ani sold four pieces in October for Rp120.000 each, which cost Rp95.000."""
    a_business()
    ani = a_party("R-1", "Ani")
    product = a_product("P-1", 120_000, cost_minor=95_000_00)
    for number, day in enumerate(OCTOBER):
        a_line(
            f"A-{number}",
            ani,
            product,
            sold_at=day,
            recorded_at=day + timedelta(hours=1),
            amount_minor=120_000_00,
        )
    time_machine.move_to(AS_OF, tick=False)
    return product
