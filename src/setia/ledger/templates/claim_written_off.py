"""A supplier will not pay part of a claim."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def claim_written_off(
    key: str,
    supplier: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit written off, credit claimed."""
    return Transfer(
        key,
        "claim_written_off",
        Name(AccountKind.WRITTEN_OFF),
        Name(AccountKind.CLAIMED, supplier),
        unit,
        amount_minor,
        about,
    )
