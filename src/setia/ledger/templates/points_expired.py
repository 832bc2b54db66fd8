"""Points reached the end of their life unspent."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def points_expired(
    key: str,
    party: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit points, credit expired."""
    return Transfer(
        key,
        "points_expired",
        Name(AccountKind.POINTS, party),
        Name(AccountKind.EXPIRED),
        "points",
        amount_minor,
        about,
    )
