"""Goods that were earned were handed over."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def goods_handed_over(
    key: str,
    party: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit payable, credit handed over."""
    return Transfer(
        key,
        "goods_handed_over",
        Name(AccountKind.PAYABLE, party),
        Name(AccountKind.HANDED_OVER),
        "goods",
        amount_minor,
        about,
    )
