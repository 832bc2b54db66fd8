"""Many plans over one world: laying facts down costs more than one plan more does.

Plans of a crowd come from a few frames (period, credit, settlement), so that they ask
alike, share selections and stack against one another; about half of them leave out the
filters and conditions through which little of a small world passes.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from setia_engine.testing.documents import Document, documents_in, frames
from setia_engine.testing.strategies import Situation
from setia_engine.testing.worlds import LARGEST, as_ofs, facts

NARROWING = ("eligible", "scope", "conditions")


@st.composite
def crowds(
    draw: st.DrawFn, *, least: int = 10, most: int = 20, largest: int = LARGEST
) -> Situation:
    """Return a run of many plans over one world at some moment."""
    shared = draw(st.lists(frames(), min_size=1, max_size=4))
    count = draw(st.integers(least, most))
    ids = draw(st.permutations([f"plan-{number}" for number in range(count)]))
    documents = []
    for plan_id in ids:
        group = draw(st.integers(0, len(shared) - 1))
        grouped = draw(st.booleans())
        document = draw(documents_in(shared[group], plan_id, grouped=grouped))
        if grouped:
            document["stacking"] |= {"group": f"group-{group}"}
        documents.append(draw(st.sampled_from([document, widened(document)])))
    return Situation(documents, draw(facts(largest=largest)), draw(as_ofs))


def widened(document: Document) -> Document:
    """Return the plan open to everybody and everything, under no condition."""
    return {key: value for key, value in document.items() if key not in NARROWING}


def one_by_one(situation: Situation) -> list[Situation]:
    """Return a situation for each plan alone."""
    return [replace(situation, documents=[one]) for one in situation.documents]
