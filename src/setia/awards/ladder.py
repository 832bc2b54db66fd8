"""The ladder of a program: its places, goals or tiers, what each pays, and who is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from setia_engine.plan.document import Plan
from setia_engine.plan.reward import (
    Place,
    RaceReward,
    RankingReward,
    Tier,
    TiersReward,
)


@dataclass(frozen=True)
class Rung:
    """One rung: from where on, what it pays, how many are there and how many can be.

    ``flat`` or ``rate`` or neither, where what is paid is a table. ``who`` are those there
    whom the reader may see; of tiers, which any number may reach, nobody is named.
    """

    number: int
    threshold: Decimal | None
    flat: Decimal | None
    rate: Decimal | None
    per_unit: Decimal | None
    taken: int
    most: int | None
    who: tuple[str, ...] = ()


def ladder_of(plan: Plan, rows: pa.Table, seen: Collection[str] | None) -> tuple[Rung, ...]:
    """Return the rungs of a plan with who stands on them; none where it has no steps."""
    reward = plan.reward
    if isinstance(reward, RankingReward):
        return tuple(_place(one, rows, seen) for one in reward.ranking)
    if isinstance(reward, RaceReward):
        return tuple(_goals(reward, rows, seen))
    if isinstance(reward, TiersReward):
        return tuple(
            _tier(number, one, rows) for number, one in enumerate(reward.tiers, start=1)
        )
    return ()


def _place(place: Place, rows: pa.Table, seen: Collection[str] | None) -> Rung:
    there = rows.filter(pc.field("place") == place.place)["party_id"].to_pylist()
    return Rung(
        place.place,
        place.at_least,
        place.flat,
        _plain(place.rate),
        None,
        len(there),
        1,
        _visible(there, seen),
    )


def _goals(
    reward: RaceReward, rows: pa.Table, seen: Collection[str] | None
) -> Iterator[Rung]:
    winners = rows.filter(pc.list_value_length(pc.field("won")) > 0)
    won = winners.select(["party_id", "won"]).to_pylist()
    for number, race in enumerate(reward.race, start=1):
        there = sorted(row["party_id"] for row in won if number in row["won"])
        yield Rung(
            number,
            race.reach,
            race.flat,
            None,
            None,
            len(there),
            race.winners,
            _visible(there, seen),
        )


def _tier(number: int, tier: Tier, rows: pa.Table) -> Rung:
    there = rows.filter(pc.field("tier") == number).num_rows
    rate, per_unit = _plain(tier.rate), _plain(tier.per_unit)
    return Rung(number, tier.start, tier.flat, rate, per_unit, there, None)


def _plain(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _visible(parties: list[str], seen: Collection[str] | None) -> tuple[str, ...]:
    return tuple(party for party in parties if seen is None or party in seen)
