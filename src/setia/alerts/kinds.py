"""Kinds of alerts: what sort of thing somebody must look at, with a name for pages."""

from __future__ import annotations

from django.utils.functional import Promise

KINDS: dict[str, str | Promise] = {}
"""Every declared kind with what it is called; filled once, as the rooms are imported."""


def alert_kind(code: str, label: str | Promise) -> str:
    """Declare a kind of alert, once; return its code.

    Raises:
        ValueError: The code is taken.
    """
    if code in KINDS:
        raise ValueError(code)
    KINDS[code] = label
    return code


def label_of(code: str) -> str:
    """Return what a kind is called; its code where no room declared it."""
    return str(KINDS.get(code, code))
