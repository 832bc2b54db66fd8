"""Tax was withheld from a payout, and is owed to the state."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def tax_withheld(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit payable, credit tax."""
    return Transfer(
        key,
        "tax_withheld",
        Name(AccountKind.PAYABLE, party),
        Name(AccountKind.TAX),
        unit,
        amount_minor,
        about,
    )
