"""The profile that this run of the tests was asked for, and parts of it."""

from __future__ import annotations

import os

from hypothesis import settings

CHOSEN = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
THOROUGH = settings.get_profile("thorough")


def one_in(parts: int) -> settings:
    """Return the chosen profile with that part of its examples."""
    return settings(CHOSEN, max_examples=max(2, CHOSEN.max_examples // parts))
