"""Why somebody gets what they get: from the sum down to the sale lines."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pyarrow.compute as pc
import pyarrow.parquet as pq

from setia.awards.standing import Standing
from setia.core.errors import NotFound
from setia_engine.plan.read import read_plans
from setia_engine.run.explanation.story import Story
from setia_engine.run.explanation.tale import Tale
from setia_engine.run.explanation.told import Told
from setia_engine.run.write import PLANS

MOST_LINES = 200


def explain_award(
    standing: Standing,
    program: str,
    party: str,
    window: date,
    order_id: str,
    language: Literal["id", "en"],
) -> Tale:
    """Return the engine's own explanation of one row, in a language.

    Raises:
        NotFound: The party has no counted sale in this window of the program.
    """
    told = _told(standing, program, party, window)
    rows = told.standings.to_pylist()
    mine = [
        row
        for row in rows
        if row["party_id"] == party and (row["order_id"] or "") == order_id
    ]
    if program not in told.plans or not mine:
        raise NotFound("award", f"{program} {party} {window}")
    row = mine[0]
    story = Story(told.plan(program), row, told.rivals(row), told.lines_of(row), language)
    return story.told(MOST_LINES)


def _told(standing: Standing, program: str, party: str, window: date) -> Told:
    """Read only what concerns this window, and of its lines only the party's."""
    here: Any = (pc.field("plan_id") == program) & (pc.field("window_from") == window)
    lines = pq.read_table(
        standing.folder / "explain.parquet", filters=here & (pc.field("party_id") == party)
    )
    plans = {
        plan.id: plan
        for path in (standing.folder / PLANS).iterdir()
        if path.name.split("-", 1)[1].rsplit(".", 1)[0] == program
        for plan in read_plans([path])
    }
    return Told(
        plans, pq.read_table(standing.folder / "standings.parquet", filters=here), lines
    )
