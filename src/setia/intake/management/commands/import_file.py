"""Bring a file in from the terminal; ``setia import`` calls this."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from setia.core.actor import system
from setia.intake.models import BatchKind
from setia.intake.terminal import DONE, Asked, import_from_terminal


class Command(BaseCommand):
    """Read, preview and import one file."""

    help = "Import sales, people or products from a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the kind, the file, its source, and how it is read."""
        parser.add_argument("kind", choices=BatchKind.values)
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True)
        parser.add_argument("--mapping", type=Path)
        parser.add_argument("--answer", action="append", default=[])
        parser.add_argument("--yes", action="store_true")

    def handle(self, *args: Any, **asked: Any) -> None:  # noqa: ANN401 - Django's contract
        """Import, or end with the status that says what was wrong."""
        del args
        path = Path(asked["file"])
        if not path.is_file():
            raise CommandError(f"there is no file {path}", returncode=2)
        answers = [one.partition("=") for one in asked["answer"]]
        wanted = Asked(
            asked["kind"],
            path,
            asked["source"],
            asked["mapping"],
            {name.strip(): value.strip() for name, _, value in answers},
            yes=asked["yes"],
        )
        status = import_from_terminal(
            wanted, system("setia import"), Console(highlight=False)
        )
        if status != DONE:
            raise SystemExit(status)
