"""``send_messages``: go through broadcasts and try what is due, beside the pages."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from setia.messages.send_broadcast import go_through_broadcasts
from setia.messages.send_due import send_due

PAUSE = 3


class Command(BaseCommand):
    """Write to the people of broadcasts, and hand over messages that are due."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stop after the first round."""
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Go round until somebody stops us; rest where there was nothing to do."""
        del args
        busy = send_messages()
        while not options["once"]:
            if not busy:
                time.sleep(PAUSE)
            close_old_connections()
            busy = send_messages()


def send_messages() -> bool:
    """Do one round and tell whether there was something to do; any number may do it."""
    looked, tried = go_through_broadcasts(), send_due()
    return bool(looked or tried)
