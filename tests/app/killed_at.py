"""Do an act in a process that is killed at a given moment; a part of the crash tests.

Moments are counted through the act, one before and one after each statement and each end of
a transaction. Where the moment does not come, the act is finished.
"""

from __future__ import annotations

import itertools
import os
import signal
from datetime import date

import django
from apart import Process

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

NEVER = 1_000_000
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


def act_and_die(line, name: str, thing: str, moment: int) -> None:
    """Do the act until the moment; tell how many moments there were, if it lived so long."""
    act = ACTS[name](thing)
    CursorWrapper.execute = surrounded(CursorWrapper.execute, moment)
    BaseDatabaseWrapper._commit = surrounded(BaseDatabaseWrapper._commit, moment)
    act()
    line.send(next(moments))


def killed_at(
    name: str, thing: object, moment: int = NEVER
) -> tuple[int | None, int | None]:
    """Let a process do the act and die; return its exit status, and its moments if it lived."""
    status, told = Process(act_and_die, name, str(thing), moment).ended()
    assert status in {0, -signal.SIGKILL}
    return status, told
