"""``keep_desk``: read what came in, and call promised answers to mind, beside the pages."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from setia.core.actor import system
from setia.helpdesk.keep_desk import keep_desk

PAUSE = 5


class Command(BaseCommand):
    """Take in what the channels brought, escalate what is due, ask who was answered or fell silent."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stop after the first round."""
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Go round until somebody stops us; what is due is in rows, so nothing is forgotten."""
        del args
        keep_desk(system())
        while not options["once"]:
            time.sleep(PAUSE)
            close_old_connections()
            keep_desk(system())
