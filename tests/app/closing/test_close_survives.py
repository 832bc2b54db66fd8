"""A run that is killed leaves all or nothing, and the next one books the rest once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

from builders import a_business, a_line, a_party, a_product, a_promise
from months import MONTHLY, OCTOBER, moment

from setia.closing.models import Award, Booking
from setia.closing.run_close import run_close
from setia.core.actor import system
from setia.core.verify_trail import verify_trail
from setia.ledger.models import Entry
from setia.ledger.reconcile import reconcile

KILLED = Path(__file__).parent.parent / "killed_at.py"
NEVER, KILLS, SELLERS = 1_000_000, 6, 5


def killed_at(business, number):
    command = [sys.executable, str(KILLED), "close", str(OCTOBER), str(number)]
    done = subprocess.run(
        command, env=business.environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


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
    status, told = killed_at(own_business, NEVER)
    moments, draw = int(told), random.Random(20261103)  # noqa: S311 - of moments
    assert (status, moments > 40) == (0, True)

    for kill in draw.sample(range(moments), KILLS):
        before = counted()
        sell_a_month(kill)
        status, _ = killed_at(own_business, kill)
        left = tuple(now - then for now, then in zip(counted(), before, strict=True))
        assert status == -signal.SIGKILL
        assert left in {(0, 0, 0), (SELLERS, SELLERS, SELLERS)}
        run_close(OCTOBER, system("test"))
        grown = tuple(now - then for now, then in zip(counted(), before, strict=True))
        assert grown == (SELLERS, SELLERS, SELLERS)

    assert reconcile() == []
    assert verify_trail().flaws == ()
