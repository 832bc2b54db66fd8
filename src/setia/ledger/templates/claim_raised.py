"""What a supplier bears was claimed from it."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def claim_raised(
    key: str,
    supplier: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit claimed, credit unclaimed."""
    return Transfer(
        key,
        "claim_raised",
        Name(AccountKind.CLAIMED, supplier),
        Name(AccountKind.UNCLAIMED, supplier),
        unit,
        amount_minor,
        about,
    )
