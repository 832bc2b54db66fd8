"""A supplier paid what was claimed, or part of it."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def claim_received(
    key: str,
    supplier: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit bank, credit claimed."""
    return Transfer(
        key,
        "claim_received",
        Name(AccountKind.BANK),
        Name(AccountKind.CLAIMED, supplier),
        unit,
        amount_minor,
        about,
    )
