"""Somebody with the right to do so charged an amount by hand, with a reason."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def adjustment_charged(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit arrears, credit adjustment cost."""
    return Transfer(
        key,
        "adjustment_charged",
        Name(AccountKind.ARREARS, party),
        Name(AccountKind.ADJUSTMENT_COST),
        unit,
        amount_minor,
        about,
    )
