"""``setia verify-trail``: is every act still written as it was?"""

from __future__ import annotations

from typing import Annotated

import typer
from django.core.management import call_command

from setia.config.command.inside import step_inside
from setia.config.command.serve import Home


def verify_trail(
    home: Home = None,
    seal: Annotated[
        str | None,
        typer.Option(help="A seal written down earlier; it must be in the trail."),
    ] = None,
) -> None:
    """Check every entry of the trail: changed, missing, moved or cut off; status 1 if so."""
    step_inside(home)
    call_command("verify_trail", seal=seal)
