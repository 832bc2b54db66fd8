"""A claim was taken back before it was sent: what it held can be claimed again."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def claim_withdrawn(
    key: str,
    supplier: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit unclaimed, credit claimed."""
    return Transfer(
        key,
        "claim_withdrawn",
        Name(AccountKind.UNCLAIMED, supplier),
        Name(AccountKind.CLAIMED, supplier),
        unit,
        amount_minor,
        about,
    )
