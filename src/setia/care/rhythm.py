"""How often somebody orders: their own rhythm, or that of others like them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from setia.care.trade import Trade
from setia.people.models import Party

FEWEST_ORDERS = 3
FEWEST_POOLED = 20
"""Gaps that a pooled rhythm needs; below it nobody knows what is usual."""
SPREADS = 3
LOST_AFTER = 10
"""Who is silent for so many times what is usual has left; that needs other words."""


@dataclass(frozen=True)
class Rhythm:
    """The usual days between orders, and by how many days they usually differ from that."""

    usual: int
    spread: int
    own: bool = True

    @property
    def quiet_after(self) -> int:
        """Return after how many days without an order somebody has gone quiet."""
        return self.usual + SPREADS * self.spread

    def is_quiet(self, silent: int) -> bool:
        """Tell whether so many days of silence are unlike them, and not yet for good."""
        return self.quiet_after < silent <= LOST_AFTER * self.usual


def rhythm_of(gaps: Iterable[int]) -> Rhythm:
    """Return the median of gaps, and the median of their distances from it."""
    known = list(gaps)
    usual = median(known)
    spread = median(abs(one - usual) for one in known)
    return Rhythm(max(1, round(usual)), max(1, round(spread)))


def rhythms(parties: Mapping[int, Party], trades: Mapping[int, Trade]) -> dict[int, Rhythm]:
    """Return everybody's rhythm: their own from three orders on, else that of their role."""
    by_role: dict[str, list[int]] = defaultdict(list)
    for key, trade in trades.items():
        by_role[parties[key].role] += trade.gaps
    pooled = {
        role: Rhythm(one.usual, one.spread, own=False)
        for role, gaps in by_role.items()
        if len(gaps) >= FEWEST_POOLED
        for one in [rhythm_of(gaps)]
    }
    found = {}
    for key, trade in trades.items():
        if len(trade.days) >= FEWEST_ORDERS:
            found[key] = rhythm_of(trade.gaps)
        elif trade.days and (others := pooled.get(parties[key].role)):
            found[key] = others
    return found
