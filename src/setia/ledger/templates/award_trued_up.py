"""An award of a window that still runs, or ran at the last close, came to more."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def award_trued_up(
    key: str,
    program: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit reward cost, credit accrued."""
    return Transfer(
        key,
        "award_trued_up",
        Name(AccountKind.REWARD_COST, program),
        Name(AccountKind.ACCRUED, party),
        unit,
        amount_minor,
        about,
    )
