"""``setia reconcile``: do the ledger, its balances and the awards agree?"""

from __future__ import annotations

from django.core.management import call_command

from setia.config.command.inside import step_inside
from setia.config.command.serve import Home


def reconcile(home: Home = None) -> None:
    """Count every balance and every award again; tell differences, status 1 if there are any."""
    step_inside(home)
    call_command("reconcile")
