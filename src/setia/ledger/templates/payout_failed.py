"""The bank could not make a payout: the money is owed again."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def payout_failed(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit in transfer, credit payable."""
    return Transfer(
        key,
        "payout_failed",
        Name(AccountKind.IN_TRANSFER),
        Name(AccountKind.PAYABLE, party),
        unit,
        amount_minor,
        about,
    )
