"""Points that a return took back after they were spent are taken from later ones."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def points_netted(
    key: str,
    party: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit points, credit arrears."""
    return Transfer(
        key,
        "points_netted",
        Name(AccountKind.POINTS, party),
        Name(AccountKind.ARREARS, party),
        "points",
        amount_minor,
        about,
    )
