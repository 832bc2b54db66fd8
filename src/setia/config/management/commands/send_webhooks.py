"""``send_webhooks``: tell other programs what is new, every two seconds, beside the pages."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from setia.webhooks.plan_deliveries import plan_deliveries
from setia.webhooks.send_due import send_due

PAUSE = 2


class Command(BaseCommand):
    """Plan deliveries of what happened, and attempt those that are due."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stop after the first round."""
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Go round until somebody stops us; rest where there was nothing to do."""
        del args
        busy = send_webhooks()
        while not options["once"]:
            if not busy:
                time.sleep(PAUSE)
            close_old_connections()
            busy = send_webhooks()


def send_webhooks() -> bool:
    """Do one round and tell whether there was something to do; any number may do it."""
    planned, sent = plan_deliveries(), send_due()
    return bool(planned or sent)
