"""Do an act in this process and be killed at a given moment; a part of the crash tests.

``python killed_at.py ACT THING MOMENT``: moments are counted through the act, one before and
one after each statement and each end of a transaction. Without a MOMENT that comes, the act
is finished and the number of moments is printed.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from datetime import date

import django

django.setup()

from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402 - after set-up
from django.db.backends.utils import CursorWrapper  # noqa: E402 - as above

from setia.closing.models import Award  # noqa: E402 - as above
from setia.closing.run_close import run_close  # noqa: E402 - as above
from setia.core.actor import system  # noqa: E402 - as above
from setia.intake.commit_batch import commit_batch  # noqa: E402 - as above
from setia.intake.models import Batch  # noqa: E402 - as above
from setia.payouts.approve_payouts import approve_payouts  # noqa: E402 - as above
from setia.payouts.models import PayoutRun  # noqa: E402 - as above
from setia.rewards.choose_reward import Wanted, choose_reward  # noqa: E402 - as above
from setia.rewards.models import MenuItem  # noqa: E402 - as above

moments = itertools.count()


def commit(batch):
    found = Batch.objects.get(pk=int(batch))
    return lambda: commit_batch(found, system("test"), found.version)


def close(month):
    return lambda: run_close(date.fromisoformat(month), system("test"))


def approve(run):
    found = PayoutRun.objects.get(pk=int(run))
    return lambda: approve_payouts(found, system("test"))


def choose(code):
    item = MenuItem.objects.get(reward__code=code)
    award = Award.objects.get(unit="goods")
    return lambda: choose_reward(award, Wanted(item, "key"), system("test"))


ACTS = {act.__name__: act for act in (commit, close, approve, choose)}


def surrounded(act, last):
    def pass_moment():
        if next(moments) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def with_moments(*args, **kwargs):
        pass_moment()
        found = act(*args, **kwargs)
        pass_moment()
        return found

    return with_moments


if __name__ == "__main__":
    name, thing, moment = sys.argv[1:]
    act, killed_in = ACTS[name](thing), int(moment)
    CursorWrapper.execute = surrounded(CursorWrapper.execute, killed_in)
    BaseDatabaseWrapper._commit = surrounded(BaseDatabaseWrapper._commit, killed_in)
    act()
    sys.stdout.write(str(next(moments)))
