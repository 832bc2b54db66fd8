"""Points were earned and can be spent from now on."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def points_granted(
    key: str,
    party: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit accrued, credit points."""
    return Transfer(
        key,
        "points_granted",
        Name(AccountKind.ACCRUED, party),
        Name(AccountKind.POINTS, party),
        "points",
        amount_minor,
        about,
    )
