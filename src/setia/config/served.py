"""What the web server does at its own moments."""

from __future__ import annotations

import os
import sys

WELCOME = "SETIA_WELCOME"
"""The variable that holds what is said once pages are answered."""


def when_ready(server: object) -> None:
    """Tell the address as soon as it answers, and not before."""
    del server
    if words := os.environ.get(WELCOME):
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()
