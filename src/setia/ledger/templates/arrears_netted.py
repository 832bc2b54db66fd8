"""What a party had been paid too much is kept back from what it is to be paid."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def arrears_netted(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit payable, credit arrears."""
    return Transfer(
        key,
        "arrears_netted",
        Name(AccountKind.PAYABLE, party),
        Name(AccountKind.ARREARS, party),
        unit,
        amount_minor,
        about,
    )
