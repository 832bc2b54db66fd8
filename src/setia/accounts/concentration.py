"""How much hangs on few: the share of the largest accounts in what all of them sell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from setia.accounts.models import AccountRank

PERCENTS = (1, 5, 10)


@dataclass(frozen=True)
class Top:
    """The largest so many percent of accounts: how many they are and what they sold."""

    percent: int
    count: int
    minor: int
    whole_minor: int

    @property
    def share(self) -> Decimal:
        """Return their part of everything."""
        return Decimal(self.minor) / Decimal(self.whole_minor)


@dataclass(frozen=True)
class Concentration:
    """One group of accounts: how many, what they sold, and what the largest of them did."""

    name: str
    count: int
    whole_minor: int
    tops: tuple[Top, ...]


def concentration(name: str, totals: Sequence[int]) -> Concentration | None:
    """Measure some accounts; a part of an account counts as one. None where nothing is sold."""
    whole = sum(totals)
    if whole <= 0:
        return None
    ordered = sorted(totals, reverse=True)
    tops = []
    for percent in PERCENTS:
        count = -(-len(ordered) * percent // 100)
        tops.append(Top(percent, count, sum(ordered[:count]), whole))
    return Concentration(name, len(ordered), whole, tuple(tops))


def by_territory(ranks: Iterable[AccountRank]) -> list[Concentration]:
    """Measure each territory by itself, the largest one first."""
    totals: dict[str, list[int]] = defaultdict(list)
    for rank in ranks:
        totals[rank.territory].append(rank.total_minor)
    found = [concentration(name, totals[name]) for name in sorted(totals)]
    known = [one for one in found if one is not None]
    return sorted(known, key=lambda one: (-one.whole_minor, one.name))
