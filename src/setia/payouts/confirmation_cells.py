"""The cells of a bank's answer, read by what the whole column proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from setia.intake.cells import day as days
from setia.intake.cells import number
from setia.payouts.confirmation_mapping import ConfirmationMapping

PLACES = 2
MOST_MINOR = 2**63 - 1
MOST_DIGITS = 25
"""So many are exact in any arithmetic of decimals; no honest amount has more."""


class Unreadable(ValueError):
    """A cell of which nobody can be sure what it says; with the code of the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Cells:
    """How the cells of one file are read."""

    def __init__(
        self, mapping: ConfirmationMapping, rows: Sequence[Mapping[str, str]]
    ) -> None:
        self._mapping = mapping
        styles = {_style(row.get("amount", "")) for row in rows} - {""}
        self._style = mapping.style or (styles.pop() if len(styles) == 1 else "")
        proved = {days.proves(row.get("date", "")) for row in rows} - {None}
        self._is_order_sure = proved <= {mapping.order}

    def state(self, cell: str) -> str:
        """Return done or failed.

        Raises:
            Unreadable: The word is none of the mapping's.
        """
        state = self._mapping.state_of(cell)
        if not state:
            raise Unreadable("payout.confirmation.state_unknown")
        return state

    def amount(self, cell: str) -> int:
        """Return an amount in minor units.

        Raises:
            Unreadable: It is none, is not rupiah, or has two readings.
        """
        if not cell.strip():
            raise Unreadable("payout.confirmation.amount_missing")
        if number.is_foreign(cell):
            raise Unreadable("payout.confirmation.other_currency")
        styles = number.styles_of(cell)
        wanted = {self._mapping.style} if self._mapping.style else styles
        if not styles & wanted or sum(map(str.isdigit, cell)) > MOST_DIGITS:
            raise Unreadable("payout.confirmation.amount_unreadable")
        if number.is_ambiguous(cell) and not self._style:
            raise Unreadable("payout.confirmation.amount_ambiguous")
        style = self._style if self._style in styles else min(styles)
        minor = number.scaled(number.number_of(cell, style), PLACES)
        if minor is None or abs(minor) > MOST_MINOR:
            raise Unreadable("payout.confirmation.amount_unreadable")
        return minor

    def day(self, cell: str) -> date | None:
        """Return a day; None where the bank names none.

        Raises:
            Unreadable: It is no day, or has two readings.
        """
        if not cell.strip():
            return None
        if days.is_ambiguous(cell) and not self._is_order_sure:
            raise Unreadable("payout.confirmation.day_ambiguous")
        zone = self._mapping.local
        try:
            order = days.proves(cell) or self._mapping.order
            return days.moment_of(cell, order, "", zone).astimezone(zone).date()
        except (days.NoDay, OverflowError) as error:
            raise Unreadable("payout.confirmation.day_unreadable") from error


def _style(cell: str) -> str:
    """Return the style that an amount proves by itself."""
    styles = number.styles_of(cell)
    return min(styles) if len(styles) == 1 else ""
