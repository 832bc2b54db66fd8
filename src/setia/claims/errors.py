"""What can go wrong with a claim, as codes; sentences are in ``sentences.py``."""

from __future__ import annotations

from setia.claims.models import Claim
from setia.core.errors import Problem


def problem(code: str, claim: Claim, at: str = "claim") -> Problem:
    """Return a problem of a claim, for the sentence that names it."""
    return Problem(code, at, {"claim": claim.number})
