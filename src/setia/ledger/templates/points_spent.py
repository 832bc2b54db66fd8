"""Somebody spent points on a reward of their choice."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def points_spent(
    key: str,
    party: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit points, credit spent."""
    return Transfer(
        key,
        "points_spent",
        Name(AccountKind.POINTS, party),
        Name(AccountKind.SPENT),
        "points",
        amount_minor,
        about,
    )
