"""A supplier bears part of an award: the part becomes a receivable to be claimed."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def funding_accrued(
    key: str,
    supplier: str,
    program: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit unclaimed, credit funding income."""
    return Transfer(
        key,
        "funding_accrued",
        Name(AccountKind.UNCLAIMED, supplier),
        Name(AccountKind.FUNDING_INCOME, program),
        unit,
        amount_minor,
        about,
    )
