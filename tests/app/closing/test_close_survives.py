"""A run that is killed leaves all or nothing, and the next one books the rest once."""

from __future__ import annotations

import random
import signal

from builders import a_business, a_line, a_party, a_product, a_promise
from killed_at import killed_at
from months import MONTHLY, OCTOBER, moment

from setia.closing.models import Award, Booking
from setia.closing.run_close import run_close
from setia.core.actor import system
from setia.core.verify_trail import verify_trail
from setia.ledger.models import Entry
from setia.ledger.reconcile import reconcile

KILLS, SELLERS = 6, 5


def counted():
    return Award.objects.count(), Booking.objects.count(), Entry.objects.count()


def sell_a_month(place):
    for n in range(SELLERS):
        at = moment("2026-10-10")
        seller = a_party(f"S-{place}-{n}")
        a_line(f"A-{place}-{n}", seller, GOODS[0], sold_at=at, recorded_at=at)


GOODS = []


def test_a_killed_run_leaves_all_or_nothing_and_runs_again(own_business):
    a_business()
    GOODS[:] = [a_product("P-1")]
    a_promise(MONTHLY)
    sell_a_month("first")
    status, moments = killed_at("close", OCTOBER)
    draw = random.Random(20261103)  # noqa: S311 - of moments
    assert (status, moments > 40) == (0, True)

    for kill in draw.sample(range(moments), KILLS):
        before = counted()
        sell_a_month(kill)
        status, _ = killed_at("close", OCTOBER, kill)
        left = tuple(now - then for now, then in zip(counted(), before, strict=True))
        assert status == -signal.SIGKILL
        assert left in {(0, 0, 0), (SELLERS, SELLERS, SELLERS)}
        run_close(OCTOBER, system("test"))
        grown = tuple(now - then for now, then in zip(counted(), before, strict=True))
        assert grown == (SELLERS, SELLERS, SELLERS)

    assert reconcile() == []
    assert verify_trail().flaws == ()
