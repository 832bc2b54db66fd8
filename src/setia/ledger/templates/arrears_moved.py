"""What one record of a party had been paid too much goes to the record it was merged into."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def arrears_moved(
    key: str,
    between: tuple[str, str],
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit arrears of the second, credit arrears of the first."""
    gone, kept = between
    return Transfer(
        key,
        "arrears_moved",
        Name(AccountKind.ARREARS, kept),
        Name(AccountKind.ARREARS, gone),
        unit,
        amount_minor,
        about,
    )
