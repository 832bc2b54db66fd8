"""An award was earned: its cost is booked, and what is owed for it, not yet released."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def award_accrued(
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
        "award_accrued",
        Name(AccountKind.REWARD_COST, program),
        Name(AccountKind.ACCRUED, party),
        unit,
        amount_minor,
        about,
    )
