"""A payout was approved: the money is on its way through the bank."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def payout_sent(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit payable, credit in transfer."""
    return Transfer(
        key,
        "payout_sent",
        Name(AccountKind.PAYABLE, party),
        Name(AccountKind.IN_TRANSFER),
        unit,
        amount_minor,
        about,
    )
