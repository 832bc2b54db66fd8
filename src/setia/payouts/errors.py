"""What can go wrong when money is paid out, as codes; sentences are in ``sentences.py``."""

from __future__ import annotations

from setia.core.errors import Conflict, Problem, Refused


def refused(code: str, at: str = "", /, **params: object) -> Refused:
    """Return the refusal of an act for one reason."""
    return Refused([Problem(code, at, params)])


def meanwhile(run: int) -> Conflict:
    """Return the news that somebody else decided about a run first."""
    return Conflict("payout.run.meanwhile", run=run)
