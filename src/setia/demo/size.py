"""How large the generated business is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

RESELLERS_OF_A_WHOLE_BUSINESS = 600


@dataclass(frozen=True)
class Size:
    """How many people of each role sell and buy, and over how many months.

    Every territory needs a salesperson: at least eight of them.
    """

    resellers: int = RESELLERS_OF_A_WHOLE_BUSINESS
    customers: int = 4_000
    key_accounts: int = 40
    salespeople: int = 12
    months: int = 18

    def times(self, scale: int) -> Self:
        """Grow what grows with a business: its partners and buyers, not its own staff."""
        return replace(
            self,
            resellers=self.resellers * scale,
            customers=self.customers * scale,
            key_accounts=self.key_accounts * scale,
        )

    @property
    def trade(self) -> float:
        """How much the few distributors move, against those of the whole business."""
        return self.resellers / RESELLERS_OF_A_WHOLE_BUSINESS
