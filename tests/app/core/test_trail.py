from __future__ import annotations

import pytest
from django.db import transaction

from setia.core.actor import system
from setia.core.events import BUSINESS_FOUNDED
from setia.core.record_event import record_event
from setia.core.verify_trail import verify_trail


@pytest.mark.django_db
def test_a_whole_trail_has_no_flaw():
    with transaction.atomic():
        record_event(BUSINESS_FOUNDED, system(), ("business", 1), {"business": "Toko"})
        record_event(BUSINESS_FOUNDED, system(), ("business", 1), {"business": "Toko"})

    verdict = verify_trail()

    assert (verdict.count, verdict.flaws) == (2, ())
