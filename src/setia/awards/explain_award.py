"""Why somebody gets what they get: from the sum down to the sale lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pyarrow.compute as pc
import pyarrow.parquet as pq

from setia.awards.standing import Standing
from setia.core.errors import NotFound
from setia.programs.promises import Promise, promises
from setia_engine.plan.document import Plan
from setia_engine.run.explanation.story import Story
from setia_engine.run.explanation.tale import Tale
from setia_engine.run.explanation.told import Told

MOST_LINES = 200


def explain_award(
    standing: Standing,
    program: str,
    party: str,
    window: date,
    order_id: str,
    language: Literal["id", "en"],
) -> Tale:
    """Return the engine's own explanation of one row of the standing, in a language.

    Raises:
        NotFound: The party has no counted sale in this window of the program.
    """
    plans = {one.code: one.plan for one in promises() if _holds(one, window)}
    if program not in plans:
        raise NotFound("award", f"{program} {party} {window}")
    asked = Asked(party, window, order_id)
    return tell_award(standing.folder, plans[program], asked, language)


@dataclass(frozen=True)
class Asked:
    """Whose award in which window; of plans by order also of which order."""

    party: str
    window: date
    order_id: str = ""


def tell_award(
    folder: Path, plan: Plan, asked: Asked, language: Literal["id", "en"]
) -> Tale:
    """Return the explanation of one row out of a folder of results.

    Raises:
        NotFound: The results hold no such row.
    """
    told = _told(folder, plan, asked)
    mine = [
        row
        for row in told.standings.to_pylist()
        if row["party_id"] == asked.party and (row["order_id"] or "") == asked.order_id
    ]
    if not mine:
        raise NotFound("award", f"{plan.id} {asked.party} {asked.window}")
    row = mine[0]
    story = Story(plan, row, told.rivals(row), told.lines_of(row), language)
    return story.told(MOST_LINES)


def _told(folder: Path, plan: Plan, asked: Asked) -> Told:
    """Read only what concerns this window, and of its lines only the party's."""
    here: Any = (pc.field("plan_id") == plan.id) & (pc.field("window_from") == asked.window)
    lines = pq.read_table(
        folder / "explain.parquet", filters=here & (pc.field("party_id") == asked.party)
    )
    standings = pq.read_table(folder / "standings.parquet", filters=here)
    return Told({plan.id: plan}, standings, lines)


def _holds(promise: Promise, window: date) -> bool:
    return promise.plan.period.window.holds(window)
