"""Somebody with the right to do so granted an amount by hand, with a reason."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def adjustment_granted(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit adjustment cost, credit payable."""
    return Transfer(
        key,
        "adjustment_granted",
        Name(AccountKind.ADJUSTMENT_COST),
        Name(AccountKind.PAYABLE, party),
        unit,
        amount_minor,
        about,
    )
