"""What can go wrong with rewards, as codes; sentences are in ``sentences.py``."""

from __future__ import annotations

from setia.core.errors import Problem, Refused


def refused(code: str, at: str = "", /, **params: object) -> Refused:
    """Return the refusal of an act for one reason."""
    return Refused([Problem(code, at, params)])
