"""Approve a run in this process and be killed at a given moment; a part of the crash tests.

``python killed_approval.py RUN MOMENT``: moments are counted through the approval, one before
and one after each statement and each end of a transaction.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys

import django

django.setup()

from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402 - after set-up
from django.db.backends.utils import CursorWrapper  # noqa: E402 - as above

from setia.core.actor import system  # noqa: E402 - as above
from setia.payouts.approve_payouts import approve_payouts  # noqa: E402 - as above
from setia.payouts.models import PayoutRun  # noqa: E402 - as above

moments = itertools.count()
last = int(sys.argv[2])


def surrounded(act):
    def with_moments(*args, **kwargs):
        pass_moment()
        found = act(*args, **kwargs)
        pass_moment()
        return found

    return with_moments


def pass_moment():
    if next(moments) == last:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    run = PayoutRun.objects.get(pk=int(sys.argv[1]))
    CursorWrapper.execute = surrounded(CursorWrapper.execute)
    BaseDatabaseWrapper._commit = surrounded(BaseDatabaseWrapper._commit)
    approve_payouts(run, system("test"))
