"""Somebody who earned goods chose money: the goods are no longer owed."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def goods_as_money(
    key: str,
    party: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting of the goods: debit payable, credit handed over."""
    return Transfer(
        key,
        "goods_as_money",
        Name(AccountKind.PAYABLE, party),
        Name(AccountKind.HANDED_OVER),
        "goods",
        amount_minor,
        about,
    )
