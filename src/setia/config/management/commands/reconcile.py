"""``reconcile``: count the ledger again, and hold every award against it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from setia.closing.models import Award
from setia.closing.reconcile_awards import reconcile_awards
from setia.ledger.models import Entry
from setia.ledger.reconcile import reconcile
from setia.rewards.reconcile_rewards import reconcile_rewards


class Command(BaseCommand):
    """Tell every difference and end with status 1 where there is one; repair nothing."""

    help = "Count the ledger again, and hold every award against it."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's own
        """Count, and tell."""
        found = [*reconcile(), *reconcile_awards(), *reconcile_rewards()]
        if found:
            told = [f"{one.what}: kept {one.kept}, counted {one.counted}" for one in found]
            raise CommandError("\n".join(told), returncode=1)
        self.stdout.write(
            f"{Entry.objects.count():,} entries and {Award.objects.count():,} awards agree."
        )
