"""What a posting template returns: an amount that shall move, and why."""

from __future__ import annotations

from typing import NamedTuple

from setia.ledger.models.account import AccountKind


class Name(NamedTuple):
    """The name of an account: its kind, and whose it is."""

    kind: AccountKind
    owner: str = ""


class About(NamedTuple):
    """The thing that a posting is about, in the room that asks for it."""

    kind: str
    id: int


class Transfer(NamedTuple):
    """One posting to be made; ``amount_minor`` is above zero, in hundredths of the unit."""

    key: str
    event: str
    debit: Name
    credit: Name
    unit: str
    amount_minor: int
    about: About
