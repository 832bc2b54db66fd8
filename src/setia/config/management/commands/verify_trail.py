"""Check the trail and tell what was found."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from setia.core.verify_trail import Flaw, verify_trail

FLAWS = {
    "missing": "entry {number} is missing",
    "changed": "entry {number} was changed",
    "moved": "entry {number} is not in its place",
    "cut": "entries from {number} on were cut off",
    "expected_seal_missing": "the seal that was written down is not in the trail",
}


class Command(BaseCommand):
    """Recompute every seal of the trail."""

    help = "Recompute every seal of the trail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a seal that was written down."""
        parser.add_argument("--seal", default=None)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002
        """Tell the verdict; end with status 1 where the trail does not hold."""
        verdict = verify_trail(options["seal"])
        if verdict.flaws:
            raise CommandError(
                "\n".join(_told(flaw) for flaw in verdict.flaws), returncode=1
            )
        self.stdout.write(f"{verdict.count} entries, all as they were written.")
        self.stdout.write(f"Last seal: {verdict.seal}")
        self.stdout.write("Write it down elsewhere: --seal checks that it is still there.")


def _told(flaw: Flaw) -> str:
    return "trail: " + FLAWS[flaw.code].format(number=flaw.number)
