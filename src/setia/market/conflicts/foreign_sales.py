"""Sales by somebody else inside a wholesaler's area.

Whose area somebody buys in: that of the nearest distributor above them; where there is none, of
the one distributor of their territory. It is somebody else who sells there if it is neither that
distributor nor anybody below it, and either

- their own territory is another than the buyer's, or
- they are another distributor or a salesperson, and the buyer is a reseller: resellers belong
  to their wholesaler, while shops are served by salespeople, too.

Customers belong to nobody: they buy where they like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from setia.people.models.party import PartyRole

TRADE = (PartyRole.OUTLET, PartyRole.RESELLER)
ROUND_WHOLESALERS = (PartyRole.DISTRIBUTOR, PartyRole.SALESPERSON)


@dataclass(frozen=True)
class Who:
    """What a party is, where it works, and who stands above it."""

    name: str
    role: str
    territory: str
    parent: int | None


@dataclass(frozen=True)
class Traded:
    """What one party sold to another in a span."""

    seller: int
    buyer: int
    revenue_minor: int
    orders: int


@dataclass(frozen=True)
class ForeignSale:
    """What somebody sold to the people of a wholesaler, and to how many of them."""

    seller: int
    holder: int
    area: str
    revenue_minor: int
    orders: int
    buyers: int


def foreign_sales(traded: Iterable[Traded], people: Mapping[int, Who]) -> list[ForeignSale]:
    """Return what was sold inside areas by somebody else, the most revenue first."""
    only = _only_holders(people)
    found: dict[tuple[int, int, str], list[Traded]] = {}
    for row in traded:
        buyer = people[row.buyer]
        holder = _holder(row.buyer, people, only)
        if holder is not None and _is_foreign(row.seller, row.buyer, holder, people):
            found.setdefault((row.seller, holder, buyer.territory), []).append(row)
    sales = [
        ForeignSale(
            *key,
            sum(one.revenue_minor for one in rows),
            sum(one.orders for one in rows),
            len({one.buyer for one in rows}),
        )
        for key, rows in found.items()
    ]
    # What was returned again is no conflict.
    kept = [one for one in sales if one.revenue_minor > 0]
    return sorted(kept, key=lambda one: (-one.revenue_minor, one.seller, one.holder))


def _is_foreign(seller: int, buyer: int, holder: int, people: Mapping[int, Who]) -> bool:
    who, whom = people[seller], people[buyer]
    if whom.role not in TRADE or seller == holder or holder in set(above(seller, people)):
        return False
    if who.territory and whom.territory and who.territory != whom.territory:
        return True
    return who.role in ROUND_WHOLESALERS and whom.role == PartyRole.RESELLER


def _holder(buyer: int, people: Mapping[int, Who], only: Mapping[str, int]) -> int | None:
    for one in above(buyer, people):
        if people[one].role == PartyRole.DISTRIBUTOR:
            return one
    return only.get(people[buyer].territory)


def above(start: int, people: Mapping[int, Who]) -> Iterator[int]:
    """Yield who stands above somebody, the nearest first; a ring ends where it began."""
    seen, at = {start}, people[start].parent
    while at is not None and at in people and at not in seen:
        yield at
        seen.add(at)
        at = people[at].parent


def _only_holders(people: Mapping[int, Who]) -> dict[str, int]:
    """Return the territories that have one distributor alone, with it."""
    held: dict[str, list[int]] = {}
    for pk, who in people.items():
        if who.role == PartyRole.DISTRIBUTOR and who.territory:
            held.setdefault(who.territory, []).append(pk)
    return {area: those[0] for area, those in held.items() if len(those) == 1}
