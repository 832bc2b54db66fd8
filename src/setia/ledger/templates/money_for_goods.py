"""Somebody who earned goods chose money: the money is owed from now on."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def money_for_goods(
    key: str,
    program: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting of the money: debit reward cost, credit payable."""
    return Transfer(
        key,
        "money_for_goods",
        Name(AccountKind.REWARD_COST, program),
        Name(AccountKind.PAYABLE, party),
        unit,
        amount_minor,
        about,
    )
