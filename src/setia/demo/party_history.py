"""What changed about people: promotions and setbacks, moves, a new upline."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from setia.demo.chance import stream
from setia.demo.parties import OUTLET_TIERS, RESELLER_TIERS, Roster
from setia.demo.places import TERRITORIES

Change = tuple[str, str, str, np.datetime64]
MOVED = 0.015
NEW_UPLINE = 0.02


def history_table(seed: int, roster: Roster, last_day: date) -> pa.Table:
    """List changes after joining; the values of the parties hold before the first one."""
    changes = [
        *_tiers(roster, last_day, stream(seed, "promotions")),
        *_moves(roster, last_day, stream(seed, "moves")),
    ]
    party, attribute, value, day = zip(*sorted(changes), strict=True)
    return pa.table(
        {
            "party_id": pa.array(party, pa.string()),
            "attribute": pa.array(attribute, pa.string()),
            "value": pa.array(value, pa.string()),
            "from_date": pa.array(np.array(day, dtype="M8[D]"), pa.date32()),
        }
    )


def _tiers(roster: Roster, last_day: date, rng: np.random.Generator) -> list[Change]:
    changes: list[Change] = []
    for role, ladder in (("reseller", RESELLER_TIERS), ("outlet", OUTLET_TIERS)):
        for one in roster.of(role):
            step = ladder.index(roster.tiers[one])
            for day in _days_of_change(roster, one, last_day, rng):
                up = rng.random() < 0.75
                after = min(step + 1, len(ladder) - 1) if up else max(step - 1, 0)
                if after != step:
                    changes.append((roster.ids[one], "tier", ladder[after], day))
                step = after
    return changes


def _days_of_change(
    roster: Roster, one: int, last_day: date, rng: np.random.Generator
) -> list[np.datetime64]:
    """Draw first days of months after joining, for the third of people whose tier changed."""
    if rng.random() > 0.33:
        return []
    first = roster.joined[one].astype("M8[M]") + 2
    months = int((np.datetime64(last_day, "M") - first).astype(int)) + 1
    if months < 1:
        return []
    drawn = sorted(set(rng.integers(0, months, 2).tolist()))
    return [(first + month).astype("M8[D]") for month in drawn]


def _moves(roster: Roster, last_day: date, rng: np.random.Generator) -> list[Change]:
    changes: list[Change] = []
    distributors = roster.ids[roster.of("distributor")]
    for one in roster.of("reseller"):
        age = int((np.datetime64(last_day, "D") - roster.joined[one]).astype(int))
        if age < 60:
            continue
        day = roster.joined[one] + int(rng.integers(30, age))
        home = int(roster.territory[one])
        if rng.random() < MOVED:
            away = (home + int(rng.integers(1, len(TERRITORIES)))) % len(TERRITORIES)
            changes.append((roster.ids[one], "territory", TERRITORIES[away].name, day))
            changes.append((roster.ids[one], "parent_id", distributors[away], day))
        elif rng.random() < NEW_UPLINE and roster.parents[one] != distributors[home]:
            changes.append((roster.ids[one], "parent_id", distributors[home], day))
    return changes
