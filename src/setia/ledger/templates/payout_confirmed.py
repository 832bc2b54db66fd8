"""The bank confirmed a payout."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def payout_confirmed(
    key: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit in transfer, credit bank."""
    return Transfer(
        key,
        "payout_confirmed",
        Name(AccountKind.IN_TRANSFER),
        Name(AccountKind.BANK),
        unit,
        amount_minor,
        about,
    )
