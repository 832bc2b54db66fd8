"""Who is large, medium or small: by limits of a month, or by shares of all sales."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from setia.accounts.models import AccountRule, Rank, RankBy

WHOLE = 1_000_000


@dataclass(frozen=True)
class Seller:
    """Somebody who may be ranked: the months' sales in minor units, the oldest first."""

    party: int
    code: str
    territory: str
    months: tuple[int, ...]

    @property
    def total_minor(self) -> int:
        """Return the sales of all months."""
        return sum(self.months)


@dataclass(frozen=True)
class Ranked:
    """A rank with where it came from: the place, what those before sold, and all of them."""

    seller: Seller
    rank: Rank
    place: int
    before_minor: int
    group_minor: int


def ranked(sellers: Iterable[Seller], rule: AccountRule) -> list[Ranked]:
    """Rank everybody who sold something; within territories where the rule says so."""
    groups: dict[str, list[Seller]] = defaultdict(list)
    for one in sellers:
        if one.total_minor > 0:
            groups[one.territory if rule.by_territory else ""].append(one)
    return [done for name in sorted(groups) for done in _ranked(groups[name], rule)]


def _ranked(group: list[Seller], rule: AccountRule) -> Iterator[Ranked]:
    whole = sum(one.total_minor for one in group)
    before = 0
    ordered = sorted(group, key=lambda one: (-one.total_minor, one.code))
    for place, one in enumerate(ordered, 1):
        yield Ranked(one, _rank(one, before, whole, rule), place, before, whole)
        before += one.total_minor


def _rank(one: Seller, before: int, whole: int, rule: AccountRule) -> Rank:
    if rule.rank_by == RankBy.SUMS:
        # The average reaches a limit when the sum reaches so many times the limit: exact.
        large, medium = (
            one.total_minor >= (limit or 0) * len(one.months)
            for limit in (rule.large_minor, rule.medium_minor)
        )
    else:
        # Whoever is needed to reach the share belongs to those who bring it.
        large, medium = (
            before * WHOLE < whole * (limit or 0)
            for limit in (rule.large_millionths, rule.medium_millionths)
        )
    return Rank.LARGE if large else Rank.MEDIUM if medium else Rank.SMALL
