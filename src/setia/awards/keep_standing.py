"""Keep the standing up to date for as long as the house is open: one keeper at a time."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.db import close_old_connections

from setia.awards.live.facts import READY, scratch
from setia.awards.live.keeper import Keeper
from setia.awards.standing import runs_folder
from setia.core.one_at_a_time import one_at_a_time

LEAST_PAUSE = 0.1
"""Seconds between two looks for what is new; after much work, as long as that took a core."""
AFTER_TROUBLE = 5.0
HOUR = 3600.0
log = logging.getLogger(__name__)


def keep_standing(stop: Callable[[], bool] = lambda: False) -> None:
    """Bring the standing up to now whenever something is new, until somebody stops us.

    A second keeper waits for its turn. One that was killed leaves the last standing, which
    says how far it had read; the next one goes on from there.
    """
    with one_at_a_time(_lock()):
        _sweep_scratch()
        with Keeper() as keeper:
            while not stop():
                close_old_connections()
                began = time.process_time()
                went_well = _turned(keeper)
                worked = time.process_time() - began
                # Whoever sells comes first: half of one core is left to them at the least.
                time.sleep(max(LEAST_PAUSE, worked) if went_well else AFTER_TROUBLE)


def is_kept() -> bool:
    """Tell whether a keeper is at work."""
    with one_at_a_time(_lock(), wait=False) as nobody:
        return not nobody


def _turned(keeper: Keeper) -> bool:
    """Do one turn; what goes wrong is told, and tried again with facts opened anew."""
    try:
        if keeper.may_be_behind():
            keeper.turn()
        keeper.hold_ready()
    except Exception:
        log.exception("the standing could not be brought up to date")
        keeper.close()
        return False
    return True


def _sweep_scratch() -> None:
    """Remove what was left by processes that were killed; whoever computes holds the lock."""
    long_ago = time.time() - HOUR
    with one_at_a_time(runs_folder() / ".lock"):
        for left in scratch().iterdir():
            if left.name.startswith(READY) or left.stat().st_mtime < long_ago:
                shutil.rmtree(left, ignore_errors=True)


def _lock() -> Path:
    return runs_folder() / ".keeper.lock"
