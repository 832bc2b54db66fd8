"""What one record of a party is to be paid goes to the record that it was merged into."""

from __future__ import annotations

from setia.ledger.models.account import AccountKind
from setia.ledger.transfer import About, Name, Transfer


def payable_moved(
    key: str,
    between: tuple[str, str],
    unit: str,
    amount_minor: int,
    about: About,
) -> Transfer:
    """Return the posting: debit payable of the first, credit payable of the second."""
    gone, kept = between
    return Transfer(
        key,
        "payable_moved",
        Name(AccountKind.PAYABLE, gone),
        Name(AccountKind.PAYABLE, kept),
        unit,
        amount_minor,
        about,
    )
