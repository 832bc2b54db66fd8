"""People who stand in the register twice, as happens: a page waits to merge them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa

from setia.demo.chance import Words, stream
from setia.demo.parties import Roster

DUPLICATES = 12
SAME_PHONE, SAME_PLACE = "same phone", "same name and city"


def other_spelling(name: str, number: int) -> str:
    """Write a name the way somebody else would have taken it down."""
    first, _, rest = name.partition(" ")
    ways = (
        f"Bu {name}",
        name.upper(),
        f"{first} {rest[:1]}." if rest else f"{first} olshop",
        f"{first}h {rest}".strip(),
        name.lower(),
        f"{rest}, {first}" if rest else f"Kak {first}",
    )
    return ways[number % len(ways)]


def with_duplicates(
    seed: int, roster: Roster, numbers: Words
) -> tuple[Roster, Words, pa.Table]:
    """Make the last customers other entries of earlier people.

    Half share a phone under another spelling of the name, half the name and the city.
    Returns the roster, the numbers and the table of who is whom.
    """
    rng = stream(seed, "duplicates")
    again = roster.of("customer")[-DUPLICATES:]
    pool = np.concatenate([roster.of("reseller"), roster.of("customer")[:-DUPLICATES]])
    once = rng.choice(pool, DUPLICATES, replace=False)
    half = np.arange(DUPLICATES) < DUPLICATES // 2
    names, territory, city = (
        roster.names.copy(),
        roster.territory.copy(),
        roster.city.copy(),
    )
    territory[again], city[again] = territory[once], city[once]
    for number, (copy, one) in enumerate(zip(again, once, strict=True)):
        names[copy] = other_spelling(names[one], number) if half[number] else names[one]
    numbers = numbers.copy()
    numbers[again[half]] = numbers[once[half]]
    born = roster.born.copy()
    born[again] = np.datetime64("NaT")
    told = pa.table(
        {
            "party_id": pa.array(roster.ids[again], pa.string()),
            "of_party_id": pa.array(roster.ids[once], pa.string()),
            "why": [SAME_PHONE if one else SAME_PLACE for one in half],
        }
    )
    changed = replace(roster, names=names, territory=territory, city=city, born=born)
    return changed, numbers, told
