"""An award of a window that is over came to less, and had not been released yet."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def award_clawed_back(
    key: str,
    program: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit accrued, credit reward cost."""
    return Transfer(
        key,
        "award_clawed_back",
        Name(AccountKind.ACCRUED, party),
        Name(AccountKind.REWARD_COST, program),
        unit,
        amount_minor,
        about,
    )
