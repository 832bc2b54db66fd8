"""An award that was not yet final came to less: what was accrued for it goes back."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def award_trued_down(
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
        "award_trued_down",
        Name(AccountKind.ACCRUED, party),
        Name(AccountKind.REWARD_COST, program),
        unit,
        amount_minor,
        about,
    )
