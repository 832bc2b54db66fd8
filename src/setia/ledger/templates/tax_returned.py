"""A payout did not go through, and the tax withheld from it is owed to the party again."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def tax_returned(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit tax, credit payable."""
    return Transfer(
        key,
        "tax_returned",
        Name(AccountKind.TAX),
        Name(AccountKind.PAYABLE, party),
        unit,
        amount_minor,
        about,
    )
