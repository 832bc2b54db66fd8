"""A payout failed from which something had been kept back: it is owed again by the party."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def arrears_put_back(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit arrears, credit payable."""
    return Transfer(
        key,
        "arrears_put_back",
        Name(AccountKind.ARREARS, party),
        Name(AccountKind.PAYABLE, party),
        unit,
        amount_minor,
        about,
    )
