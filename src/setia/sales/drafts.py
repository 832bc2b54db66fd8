"""Sale lines as somebody delivers them, before they are in the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from setia.core.errors import Problem

MOST = 10**15
"""Of one figure, in sen or thousandths: ten trillion rupiah, a trillion pieces.

The sums of nine thousand such lines stay within the 64 bits of a database.
"""
SHORT = {"order_id": 64, "channel": 40, "returns_order_id": 64}


@dataclass(frozen=True)
class LineDraft:
    """One line; parties and products by code, money in sen, quantity in thousandths."""

    order_id: str
    line_no: int
    sold_at: datetime
    seller: str
    product: str
    quantity_milli: int
    amount_minor: int
    buyer: str = ""
    cost_minor: int | None = None
    channel: str = ""
    returns_order_id: str = ""

    def problems(self, at: str) -> list[Problem]:
        """Return what is wrong with the line itself, each at its place."""
        found = []
        if not self.order_id.strip():
            found.append(Problem("line.order_missing", f"{at}.order_id"))
        for name, most in SHORT.items():
            text = getattr(self, name)
            if len(text) > most or "\0" in text:
                found.append(Problem("line.too_long", f"{at}.{name}", {"most": most}))
        if self.sold_at.tzinfo is None:
            found.append(Problem("line.moment", f"{at}.sold_at"))
        if abs(self.line_no) > 2**31 - 1:
            found.append(Problem("line.number_out_of_range", f"{at}.line_no"))
        for name in ("quantity_milli", "amount_minor", "cost_minor"):
            if abs(getattr(self, name) or 0) > MOST:
                place = name.rsplit("_", 1)[0]
                found.append(Problem("line.number_out_of_range", f"{at}.{place}"))
        return found
