"""What can go wrong when a period is closed, as codes; sentences are in ``sentences.py``."""

from __future__ import annotations

from datetime import date

from setia.core.errors import Conflict, Problem, Refused


def refused(code: str, month: date) -> Refused:
    """Return the refusal of an act on a period."""
    return Refused([Problem(code, "period", {"month": f"{month:%Y-%m}"})])


def meanwhile(month: date) -> Conflict:
    """Return the news that somebody else was faster."""
    return Conflict("close.meanwhile", month=f"{month:%Y-%m}")
