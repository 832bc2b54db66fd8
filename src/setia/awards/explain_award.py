"""Why somebody gets what they get: from the sum down to the sale lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pyarrow.compute as pc
import pyarrow.parquet as pq

from setia.awards.inquiry import Inquiry, question
from setia.awards.standing import Standing
from setia.core.errors import NotFound
from setia_engine.plan.document import Plan
from setia_engine.run import evaluate as run
from setia_engine.run.explanation.story import Story
from setia_engine.run.explanation.tale import Tale
from setia_engine.run.explanation.told import Told
from setia_engine.run.write import in_one

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

    The window is evaluated again as of the standing's moment, explained for this party
    alone: a standing that is renewed every second has no time to explain everybody.

    Raises:
        NotFound: The party has no counted sale in this window of the program.
    """
    asked = question(program, window)
    with Inquiry(standing, asked) as inquiry:
        found = inquiry.outcome(run.Told(parties=[party]))
    told = Told({asked.plan.id: asked.plan}, found.standings, in_one(found.explain))
    return _told_to(told, asked.plan, Asked(party, window, order_id), language)


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
    return _told_to(_read(folder, plan, asked), plan, asked, language)


def _told_to(told: Told, plan: Plan, asked: Asked, language: Literal["id", "en"]) -> Tale:
    mine = [
        row
        for row in told.standings.filter(pc.field("party_id") == asked.party).to_pylist()
        if row["window_from"] == asked.window and (row["order_id"] or "") == asked.order_id
    ]
    if not mine:
        raise NotFound("award", f"{plan.id} {asked.party} {asked.window}")
    row = mine[0]
    story = Story(plan, row, told.rivals(row), told.lines_of(row), language)
    return story.told(MOST_LINES)


def _read(folder: Path, plan: Plan, asked: Asked) -> Told:
    """Read only what concerns this window, and of its lines only the party's."""
    here: Any = (pc.field("plan_id") == plan.id) & (pc.field("window_from") == asked.window)
    lines = pq.read_table(
        folder / "explain.parquet", filters=here & (pc.field("party_id") == asked.party)
    )
    standings = pq.read_table(folder / "standings.parquet", filters=here)
    return Told({plan.id: plan}, standings, lines)
