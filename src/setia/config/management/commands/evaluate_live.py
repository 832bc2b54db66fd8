"""Evaluate plans over the business's own books."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from setia.sales.mirror.facts_as_known import facts_as_known
from setia_engine.cli.evaluate import evaluate
from setia_engine.cli.moment import moment_from


class Command(BaseCommand):
    """Lay the facts down as they were known, and hand them to the engine's command."""

    help = "Evaluate plans over the books; called by setia evaluate --live."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what the command line of ``setia`` has read already."""
        for name in ("plans", "as-of", "engine", "out", "format", "explain", "rejects"):
            parser.add_argument(f"--{name}")

    def handle(self, *args: Any, **asked: Any) -> None:  # noqa: ANN401 - Django's contract
        """Evaluate as of one moment, which decides both what is known and what is over."""
        del args
        moment = moment_from(asked["as_of"])
        with facts_as_known(moment) as folder:
            evaluate(
                asked["plans"],
                folder,
                moment.isoformat(),
                engine=asked["engine"],
                out=asked["out"],
                format=asked["format"],
                explain=asked["explain"],
                rejects=asked["rejects"],
            )
