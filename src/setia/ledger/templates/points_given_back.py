"""What points were spent on was cancelled: they can be spent again."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def points_given_back(
    key: str,
    party: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit spent, credit points."""
    return Transfer(
        key,
        "points_given_back",
        Name(AccountKind.SPENT),
        Name(AccountKind.POINTS, party),
        "points",
        amount_minor,
        about,
    )
