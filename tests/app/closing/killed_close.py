"""Close October in this process and be killed at a given moment; a part of the crash tests.

``python killed_close.py MOMENT``: moments are counted through the run, one before and one
after each statement and each end of a transaction. Without a MOMENT that comes, the run is
finished and the number of moments is printed.
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

from setia.closing.run_close import run_close  # noqa: E402 - as above
from setia.core.actor import system  # noqa: E402 - as above

moments = itertools.count()
last = int(sys.argv[1])


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
    CursorWrapper.execute = surrounded(CursorWrapper.execute)
    BaseDatabaseWrapper._commit = surrounded(BaseDatabaseWrapper._commit)
    run_close(date(2026, 10, 1), system("test"))
    sys.stdout.write(str(next(moments)))
