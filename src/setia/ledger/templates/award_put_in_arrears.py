"""An award came to less than was released for it: the rest is netted against later rewards."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def award_put_in_arrears(
    key: str,
    program: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit arrears, credit reward cost."""
    return Transfer(
        key,
        "award_put_in_arrears",
        Name(AccountKind.ARREARS, party),
        Name(AccountKind.REWARD_COST, program),
        unit,
        amount_minor,
        about,
    )
