"""What each outlet really pays for one piece, after all rewards (net-net), against others.

Compared are those of one group: shops with shops, wholesalers with wholesalers. Of rewards those
count that are given for buying; what somebody earns by selling on is pay, not a lower price.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from setia.market.rules import Rules

WHOLE = 10_000
FEWEST_OTHERS = 3
"""From how many others on a product has a price that one can be compared with."""


@dataclass(frozen=True)
class Bought:
    """What a party bought of a product in a window; compared with others of its group."""

    party: int
    product: int
    quantity_milli: int
    revenue_minor: int
    group: str = ""


@dataclass(frozen=True)
class NetPrice:
    """A party's revenue of a product less its part of the party's rewards, and the others'.

    The price of one piece is rounded for reading only; what is compared are the whole sums.
    """

    party: int
    product: int
    quantity_milli: int
    revenue_minor: int
    rewards_minor: int
    others_net_minor: int
    others_milli: int
    others: int

    @property
    def net_minor(self) -> int:
        """Return what is left after rewards."""
        return self.revenue_minor - self.rewards_minor

    @property
    def each_minor(self) -> int:
        """Return the net price of one piece."""
        return _each(self.net_minor, self.quantity_milli)

    @property
    def gross_minor(self) -> int:
        """Return the price of one piece before rewards."""
        return _each(self.revenue_minor, self.quantity_milli)

    @property
    def others_minor(self) -> int | None:
        """Return the net price of one piece of the others; none where they are too few."""
        if self.others < FEWEST_OTHERS or self.others_milli <= 0:
            return None
        return _each(self.others_net_minor, self.others_milli)

    @property
    def expected_minor(self) -> int | None:
        """Return what this quantity would have cost at the others' price."""
        if self.others_minor is None:
            return None
        return self.others_net_minor * self.quantity_milli // self.others_milli

    @property
    def under(self) -> int | None:
        """Return how far the price lies under that of the others, in ten-thousandths."""
        expected = self.expected_minor
        if not expected or expected <= 0:
            return None
        return (expected - self.net_minor) * WHOLE // expected

    @property
    def under_rate(self) -> Decimal | None:
        """Return the same as a ratio."""
        return None if self.under is None else Decimal(self.under) / WHOLE


@dataclass(frozen=True)
class NetGap:
    """A party that pays less than others over all that can be compared, and how much less."""

    party: int
    net_minor: int
    expected_minor: int

    @property
    def under(self) -> int:
        """Return how far it pays less than the others, in ten-thousandths."""
        return (self.expected_minor - self.net_minor) * WHOLE // self.expected_minor


def net_prices(bought: Iterable[Bought], rewards: Mapping[int, int]) -> list[NetPrice]:
    """Return what each party pays for each product, the furthest under the others first.

    The rewards of a party are shared over what it bought by revenue, to the last sen.
    """
    rows = [one for one in bought if one.quantity_milli > 0 and one.revenue_minor > 0]
    shared = _shared(rows, rewards)
    totals: dict[tuple[str, int], tuple[int, int, int]] = {}
    for row, reward in zip(rows, shared, strict=True):
        key = (row.group, row.product)
        net, milli, count = totals.get(key, (0, 0, 0))
        added = (net + row.revenue_minor - reward, milli + row.quantity_milli, count + 1)
        totals[key] = added
    found = [
        _against(row, reward, totals[row.group, row.product])
        for row, reward in zip(rows, shared, strict=True)
    ]
    return sorted(found, key=lambda one: (-(one.under or -WHOLE), one.party, one.product))


def gaps(prices: Iterable[NetPrice], rules: Rules) -> list[NetGap]:
    """Return who pays less than others by more than the rules allow, over all they bought.

    One product alone swings with its few pieces; the sum over all products tells.
    """
    sums: dict[int, tuple[int, int]] = {}
    for one in prices:
        if one.expected_minor and one.expected_minor > 0:
            net, expected = sums.get(one.party, (0, 0))
            sums[one.party] = (net + one.net_minor, expected + one.expected_minor)
    found = [
        NetGap(party, net, expected)
        for party, (net, expected) in sums.items()
        if (expected - net) * WHOLE > rules.net_gap * expected
    ]
    return sorted(found, key=lambda one: (-one.under, one.party))


def _against(row: Bought, reward: int, total: tuple[int, int, int]) -> NetPrice:
    net, milli, count = total
    mine = row.revenue_minor - reward
    return NetPrice(
        row.party,
        row.product,
        row.quantity_milli,
        row.revenue_minor,
        reward,
        net - mine,
        milli - row.quantity_milli,
        count - 1,
    )


def _shared(rows: list[Bought], rewards: Mapping[int, int]) -> list[int]:
    """Share each party's rewards over its rows by revenue; what is left goes to the largest."""
    whole: dict[int, int] = {}
    for row in rows:
        whole[row.party] = whole.get(row.party, 0) + row.revenue_minor
    parts = [
        rewards.get(row.party, 0) * row.revenue_minor // whole[row.party] for row in rows
    ]
    left = {party: rewards.get(party, 0) for party in whole}
    for row, part in zip(rows, parts, strict=True):
        left[row.party] -= part
    largest = sorted(range(len(rows)), key=lambda at: (-rows[at].revenue_minor, at))
    for at in largest:
        parts[at] += left.pop(rows[at].party, 0)
    return parts


def _each(minor: int, milli: int) -> int:
    """Return the price of one piece in whole sen, halves up."""
    return (2 * minor * 1000 + milli) // (2 * milli)
