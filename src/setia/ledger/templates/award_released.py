"""An award may be paid: its window is closed, and what it waited for has happened."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def award_released(
    key: str,
    party: str,
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit accrued, credit payable."""
    return Transfer(
        key,
        "award_released",
        Name(AccountKind.ACCRUED, party),
        Name(AccountKind.PAYABLE, party),
        unit,
        amount_minor,
        about,
    )
