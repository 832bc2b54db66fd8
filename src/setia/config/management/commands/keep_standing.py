"""``keep_standing``: where everybody stands, brought up to now as sales come in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from setia.awards.keep_standing import keep_standing


class Command(BaseCommand):
    """Look for what is new ten times a second, and evaluate what it touches."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Go round until somebody stops us."""
        del args, options
        keep_standing()
