"""``reconcile_ledger``: count every balance again, and tell what does not agree."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from setia.ledger.models import Entry
from setia.ledger.reconcile import reconcile


class Command(BaseCommand):
    """Tell differences and leave with 1 where there are any; repair nothing."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's own
        """Count, and tell."""
        found = reconcile()
        for one in found:
            self.stdout.write(f"{one.what}: kept {one.kept}, counted {one.counted}")
        if found:
            sys.exit(1)
        self.stdout.write(
            f"The ledger agrees with itself: {Entry.objects.count():,} entries."
        )
