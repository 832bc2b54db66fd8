"""An award came to less, and with it the part that a supplier bears."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def funding_taken_back(
    key: str,
    supplier: str,
    program: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit funding income, credit unclaimed."""
    return Transfer(
        key,
        "funding_taken_back",
        Name(AccountKind.FUNDING_INCOME, program),
        Name(AccountKind.UNCLAIMED, supplier),
        unit,
        amount_minor,
        about,
    )
