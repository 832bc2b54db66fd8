"""``keep_house``: what has to be done as days pass, hour by hour, beside the pages."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from setia.accounts.rank_accounts import rank_this_month
from setia.accounts.warn_of_accounts import warn_of_accounts
from setia.care.draw_list import draw_lists
from setia.closing.release_awards import release_awards
from setia.coaching.evaluate_week import evaluate_last_week
from setia.core.actor import system
from setia.core.clock import now, today
from setia.intake.sweep_leftovers import sweep_leftovers
from setia.ledger.take_snapshot import take_snapshot
from setia.market.look_for_conflicts import look_for_conflicts
from setia.payouts.mark_paid_periods import mark_paid_periods
from setia.payouts.points.expire_points import expire_points
from setia.people.change_attribute import apply_due_changes
from setia.promises.tell_broken import look_for_broken

HOUR = 3600
log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Bring changes that fell due into force, release and expire, sweep what imports left."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stop after the first round."""
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Go round every hour, so that a clock that was set does no harm."""
        del args
        keep_house()
        while not options["once"]:
            time.sleep(HOUR)
            keep_house()


def keep_house() -> None:
    """Do one round; it may be done any number of times.

    An act that goes wrong is told and holds back none that comes after it.
    """
    for act in _acts(today(settings.TIME_ZONE)):
        try:
            act()
        except Exception:
            log.exception("the upkeep could not do one of its acts")
    connection.close()


def _acts(day: date) -> tuple[Callable[[], object], ...]:
    """Return what is done in each round, in its order."""
    by = system()
    return (
        partial(apply_due_changes, day),
        partial(release_awards, by),
        partial(evaluate_last_week, by),
        partial(expire_points, day, by),
        partial(mark_paid_periods, by),
        sweep_leftovers,
        take_snapshot,
        partial(look_for_broken, by, now()),
        partial(rank_this_month, day, by),
        partial(warn_of_accounts, by),
        partial(look_for_conflicts, by),
        partial(draw_lists, day),
    )
